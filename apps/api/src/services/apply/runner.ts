import { activeRun, takeLease } from '@regent/db';
import type { App } from '../../app-context.ts';
import { forgetOthers } from './confirm.ts';
import { driveRun } from './drive.ts';
import { LEASE_MS, LeaseLost } from './lease.ts';
import { recoverRun } from './recover.ts';

/** Drives this process's runs and looks all the time for one that was left behind. */
export interface Runner {
  /** Lets a run go that this process has just made. */
  drive(id: string): void;
  /** One look for a run without an owner; what it finds is driven on while the caller goes its way. */
  reconcile(): Promise<void>;
  /** Resolves when nothing of this process is under way. */
  idle(): Promise<void>;
  /** Stops between steps; what is left is recovered by the next process. */
  stop(): Promise<void>;
}

const RECONCILE_EVERY_MS = 3_000;

export function createRunner(appOf: () => App): Runner {
  const stop = new AbortController();
  const underway = new Set<Promise<void>>();
  const busy = new Set<string>();

  const follow = (id: string, work: () => Promise<void>): Promise<void> => {
    if (busy.has(id)) return Promise.resolve();
    busy.add(id);
    const promise = work()
      .catch((error) => {
        if (error instanceof LeaseLost) appOf().log.warn({ run: id }, 'another process took the run over');
        // The run stays as it is; the reconciler recovers it.
        else appOf().log.error({ err: error, run: id }, 'a run was interrupted');
      })
      .finally(() => {
        busy.delete(id);
        underway.delete(promise);
      });
    underway.add(promise);
    return promise;
  };

  const reconcile = async (): Promise<void> => {
    const app = appOf();
    const active = await activeRun(app.db);
    if (active === null) return forgetOthers(app, null);
    if (busy.has(active.id)) return;
    const now = app.clock();
    const until = new Date(now.getTime() + LEASE_MS);
    const run = await takeLease(app.db, { owner: app.installation.processId, now, until });
    if (run !== null) void follow(run.id, () => recoverRun(app, run, stop.signal));
  };

  const timer = setInterval(() => {
    reconcile().catch((error) => appOf().log.error({ err: error }, 'the reconciler could not look'));
  }, RECONCILE_EVERY_MS);
  timer.unref();

  return {
    drive: (id) => void follow(id, () => driveRun(appOf(), id, 'render', stop.signal)),
    reconcile,
    idle: async () => {
      while (underway.size > 0) await Promise.all(underway);
    },
    stop: async () => {
      clearInterval(timer);
      stop.abort();
      await Promise.all(underway);
    },
  };
}
