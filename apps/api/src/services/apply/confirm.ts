import { setTimeout as sleep } from 'node:timers/promises';
import { spanText } from '@regent/core';
import { getRun, notify } from '@regent/db';
import type { WatchState } from '@regent/servant';
import type { App } from '../../app-context.ts';
import { CHANNEL } from '../../events/topic.ts';
import { updateRun } from './lease.ts';
import type { RunWork, TakeStep } from './step.ts';

const LOOK_EVERY_MS = 250;
/** The launcher takes back by itself; where there is none, Regent does it this much later. */
const OVERDUE_MS = 5_000;
/** Until the new revision serves, on top of the time to decide; only a Regent that dies before that leaves it so. */
const RELOAD_ALLOWANCE_MS = 10_000;

/** Waits until somebody keeps the new revision, or it is taken back. Without a wish to confirm there is nothing to do. */
export const confirm: TakeStep = async ({ app, run, signal }) => {
  if (run.confirmMs === null || !app.servant.watchdog) return { state: 'skipped', text: 'not asked for' };
  for (;;) {
    const watch = await app.servant.watchdog.state();
    switch (watchOf(watch, run.id)) {
      case 'none':
        return {
          state: 'done',
          text: `kept by ${(await getRun(app.db, run.id))?.decidedBy ?? 'nobody in particular'}`,
        };
      case 'reverted':
        return { state: 'failed', code: 'not-waiting', text: await whyTakenBack(app, run.id) };
      case 'armed':
        break;
    }
    if (signal.aborted) return { state: 'failed', code: 'internal', text: 'Regent stops' };
    if (watch.state === 'armed' && app.clock().getTime() > watch.until.getTime() + OVERDUE_MS)
      await app.servant.watchdog.takeBack(run.id);
    else await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
};

/** Before the file is written: from now on it comes back by itself. @throws ServantWriteError */
export async function armWatchdog({ app, run, artifact }: RunWork): Promise<void> {
  const { watchdog } = app.servant;
  if (!watchdog) return;
  await forgetOthers(app, run.id);
  if (run.confirmMs === null) return;
  const until = new Date(app.clock().getTime() + run.confirmMs + RELOAD_ALLOWANCE_MS);
  await watchdog.arm({ run: run.id, hash: artifact.hash, until });
  await updateRun({ app }, run.id, { confirmUntil: until });
}

/** The time to decide begins when there is something to look at: the new revision serves. */
export async function beginCountdown({ app, run }: RunWork): Promise<void> {
  if (run.confirmMs === null) return;
  const until = new Date(app.clock().getTime() + run.confirmMs);
  if (await app.servant.watchdog?.extend({ run: run.id, until })) {
    await updateRun({ app }, run.id, { confirmUntil: until });
    await notify(app.db, CHANNEL, JSON.stringify({ topic: 'run', id: run.id }));
  }
}

/** A watch of a run that has ended must not act on what others apply later. */
export async function forgetOthers(app: App, run: string | null): Promise<void> {
  const watch = await app.servant.watchdog?.state();
  if (watch === undefined || watch.state === 'none' || watch.run === run) return;
  app.log.warn({ run: watch.run, state: watch.state }, 'a watch was left behind');
  await app.servant.watchdog?.forget(watch.run);
}

export function watchOf(watch: WatchState, run: string): WatchState['state'] {
  return watch.state !== 'none' && watch.run === run ? watch.state : 'none';
}

async function whyTakenBack(app: App, id: string): Promise<string> {
  const run = await getRun(app.db, id);
  if (run?.decidedBy) return `taken back by ${run.decidedBy}`;
  const failed = run?.error !== null && run?.error !== undefined;
  return failed ? 'taken back, because it did not come up' : `not confirmed within ${spanText(run?.confirmMs ?? 0)}`;
}
