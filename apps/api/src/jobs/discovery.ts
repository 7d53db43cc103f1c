import { listDiscoveries } from '@regent/db';
import { type App, systemCtx } from '../app-context.ts';
import { runSource } from '../services/discovery/run.ts';

const LOOK_EVERY_MS = 60_000;

/** Asks upstreams whose time has come. With several processes each run is taken by one. Returns how to stop it. */
export function startDiscovery(app: App): () => void {
  const timer = setInterval(() => {
    runDue(app).catch((error) => app.log.warn({ err: error }, 'discovery failed'));
  }, LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** One look at the clock: every enabled upstream that is due is asked, one after the other. */
export async function runDue(app: App): Promise<void> {
  const now = app.clock().getTime();
  const ctx = systemCtx(app, 'discovery');
  for (const row of await listDiscoveries(app.db)) {
    const due = row.lastRunAt === null || row.lastRunAt.getTime() + row.everyMinutes * 60_000 <= now;
    if (row.enabled && due) await runSource(ctx, row);
  }
}
