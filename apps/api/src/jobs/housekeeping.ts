import { deleteExpiredSessions, deleteOldAttempts } from '@regent/db';
import type { App } from '../app-context.ts';

const EVERY_MS = 10 * 60_000;
const ATTEMPTS_KEPT_MS = 24 * 3_600_000;

/** Removes sessions that ended and sign-in failures that nobody counts any more. Returns how to stop it. */
export function startHousekeeping(app: App): () => void {
  const timer = setInterval(() => {
    housekeep(app).catch((error) => app.log.warn({ err: error }, 'housekeeping failed'));
  }, EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

async function housekeep(app: App): Promise<void> {
  const now = app.clock();
  await deleteExpiredSessions(app.db, now);
  await deleteOldAttempts(app.db, new Date(now.getTime() - ATTEMPTS_KEPT_MS));
}
