import { AppError, type RunView } from '@regent/core';
import { lastRun, listRunEvents } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { loadRunView, toRunView } from '../apply/run-view.ts';

/** @throws AppError `not-found` */
export async function getRunView(ctx: Ctx, input: { id: string }): Promise<RunView> {
  const view = await loadRunView(ctx.db, input.id);
  if (view === null) throw new AppError('not-found');
  return view;
}

export async function lastRunView(ctx: Ctx): Promise<RunView | null> {
  const run = await lastRun(ctx.db);
  return run === null ? null : toRunView(run, await listRunEvents(ctx.db, run.id));
}
