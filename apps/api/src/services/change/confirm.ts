import { actorName, AppError, type RunView } from '@regent/core';
import { activeRun, type ApplyRunRow, getRun, notify, updateAnyRun } from '@regent/db';
import type { Watchdog } from '@regent/servant';
import type { Ctx } from '../../app-context.ts';
import { CHANNEL } from '../../events/topic.ts';
import { type Write, write } from '../../events/write.ts';
import { loadRunView } from '../apply/run-view.ts';

interface Wish {
  /** Of the run; the one under way when it is absent. */
  readonly id?: string | undefined;
}

/** A person keeps what serves on approval. @throws AppError `not-waiting` when it is too late */
export function keepRevision(ctx: Ctx, wish: Wish): Promise<RunView> {
  return decide(ctx, wish, async ({ w, run, watchdog }) => {
    await updateAnyRun(w.tx, run.id, { decidedBy: actorName(ctx.actor) });
    w.audit('change.keep', `revision ${run.revision ?? '?'}`);
    if (!(await watchdog.keep(run.id))) throw new AppError('not-waiting');
  });
}

/** A person takes it back without waiting for the deadline. @throws AppError `not-waiting` */
export function takeBackRevision(ctx: Ctx, wish: Wish): Promise<RunView> {
  return decide(ctx, wish, async ({ w, run, watchdog }) => {
    if ((await watchdog.state()).state !== 'armed') throw new AppError('not-waiting');
    await updateAnyRun(w.tx, run.id, { decidedBy: actorName(ctx.actor) });
    w.audit('change.take-back', `revision ${run.revision ?? '?'}`);
    await watchdog.takeBack(run.id);
  });
}

/** Gives people more time, counted from now. @throws AppError `not-waiting` when it is too late */
export function extendDeadline(ctx: Ctx, wish: Wish & { seconds: number }): Promise<RunView> {
  return decide(ctx, wish, async ({ w, run, watchdog }) => {
    const until = new Date(ctx.clock().getTime() + wish.seconds * 1000);
    await updateAnyRun(w.tx, run.id, { confirmUntil: until });
    w.audit('change.extend', `revision ${run.revision ?? '?'}`, `until ${until.toISOString()}`);
    if (!(await watchdog.extend({ run: run.id, until }))) throw new AppError('not-waiting');
  });
}

interface Decision {
  readonly w: Write;
  readonly run: ApplyRunRow;
  readonly watchdog: Watchdog;
}

/** The file is changed last: a decision that came too late leaves neither audit entry nor name. */
async function decide(ctx: Ctx, wish: Wish, act: (decision: Decision) => Promise<void>): Promise<RunView> {
  const { watchdog } = ctx.servant;
  const id = await write(ctx, async (w) => {
    const run = wish.id === undefined ? await activeRun(w.tx) : await getRun(w.tx, wish.id);
    if (run === null || run.endedAt !== null || run.confirmMs === null || run.step !== 'confirm')
      throw new AppError('not-waiting');
    if (watchdog === undefined) throw new AppError('not-waiting');
    await act({ w, run, watchdog });
    await notify(w.tx, CHANNEL, JSON.stringify({ topic: 'run', id: run.id }));
    return run.id;
  });
  const view = await loadRunView(ctx.db, id);
  if (view === null) throw new AppError('not-found');
  return view;
}
