import { type ApplyRunRow, type Database, updateOwnRun } from '@regent/db';
import type { App } from '../../app-context.ts';

/** How long a run stays its owner's without a heartbeat, and how often the owner gives one. */
export const LEASE_MS = 20_000;
const HEARTBEAT_MS = 5_000;

/** Another process has taken the run over; whoever meets this stops without another word. */
export class LeaseLost extends Error {}

/** Changes the run only while it is still this process's. @throws LeaseLost */
export async function updateRun(
  means: { app: App; tx?: Database },
  id: string,
  set: Partial<Omit<ApplyRunRow, 'id'>>,
): Promise<void> {
  const { app } = means;
  const hold = { id, owner: app.installation.processId };
  const leaseUntil = new Date(app.clock().getTime() + LEASE_MS);
  if (!(await updateOwnRun(means.tx ?? app.db, hold, { ...set, leaseUntil }))) throw new LeaseLost(id);
}

/** Keeps the lease while `work` runs; `signal` aborts when it is lost. */
export async function withHeartbeat<T>(app: App, id: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const lost = new AbortController();
  const timer = setInterval(() => {
    updateRun({ app }, id, {}).catch((error) => {
      // A database that is away for a moment is no lost lease: the next write decides.
      if (error instanceof LeaseLost) lost.abort(error);
    });
  }, HEARTBEAT_MS);
  try {
    return await work(lost.signal);
  } finally {
    clearInterval(timer);
  }
}
