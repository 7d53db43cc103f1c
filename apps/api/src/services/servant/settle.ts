import { latestRevision, setRevisionOutcome } from '@regent/db';
import type { Observation } from '@regent/servant';
import { type App, systemCtx } from '../../app-context.ts';
import { write } from '../../events/write.ts';

/**
 * A revision that was committed while the engine was away (it was still being installed, or down) is live once every
 * replica serves it. True when that was noted now.
 */
export async function settleLateRevision(app: App, { replicas }: Observation): Promise<boolean> {
  const head = await latestRevision(app.db);
  if (head === null || head.outcome !== 'unhealthy' || replicas.length === 0) return false;
  const serves = replicas.every((one) => one.alive && one.ready && one.artifactHash === head.artifactHash);
  const whole = replicas.every((one) => one.deploymentIds === null || one.deploymentIds.length >= head.models);
  if (!serves || !whole) return false;
  return write(systemCtx(app, 'regent'), async (w) => {
    await setRevisionOutcome(w.tx, head.number, { outcome: 'live', engineVersion: replicas[0]?.engineVersion ?? null });
    w.audit('revision.live', `revision ${head.number}`, 'the engine serves it now');
    w.tell({ topic: 'servant' });
    return true;
  });
}
