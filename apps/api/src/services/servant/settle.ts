import { lastRun, latestRevision, setRevisionOutcome, updateAnyRun } from '@regent/db';
import type { Observation, Replica } from '@regent/servant';
import { type App, systemCtx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { loadSettings } from '../setting/settings.ts';

/**
 * A revision that was committed while the engine was away (it was still being installed, or down) is live once every
 * replica serves it, and so is the run that committed it. True when that was noted now.
 */
export async function settleLateRevision(app: App, { replicas }: Observation): Promise<boolean> {
  const head = await latestRevision(app.db);
  if (head === null || head.outcome !== 'unhealthy' || replicas.length === 0) return false;
  const serves = replicas.every((one) => isUp(one) && one.artifactHash === head.artifactHash);
  const whole = replicas.every((one) => one.deploymentIds === null || one.deploymentIds.length >= head.models);
  if (!serves || !whole) return false;
  return write(systemCtx(app, 'regent'), async (w) => {
    await setRevisionOutcome(w.tx, head.number, { outcome: 'live', engineVersion: replicas[0]?.engineVersion ?? null });
    w.audit('revision.live', `revision ${head.number}`, 'the engine serves it now');
    const run = await lastRun(w.tx);
    if (run?.revision === head.number) {
      const sentence = `Revision ${head.number} is live since the engine answers again.`;
      await updateAnyRun(w.tx, run.id, { outcome: 'live', sentence, error: null });
      w.tell({ topic: 'run', id: run.id });
    }
    w.tell({ topic: 'servant' });
    return true;
  });
}

/**
 * An engine that could not be asked while a revision was committed (it hung, or was stopped) and that answers again with
 * the one before is asked once more. Only where that costs no request, and once per revision and process: what it
 * refused it would refuse again. `askedFor` is the revision of the last time; the answer is the one to remember.
 */
export async function askOnceMore(
  app: App,
  { replicas }: Observation,
  askedFor: number | null,
): Promise<number | null> {
  const head = await latestRevision(app.db);
  if (head === null || head.outcome !== 'unhealthy' || head.number === askedFor) return askedFor;
  const isBehind = replicas.some((one) => one.artifactHash !== null && one.artifactHash !== head.artifactHash);
  if (!isBehind || !replicas.every(isUp)) return askedFor;
  if ((await app.servant.readArtifact())?.hash !== head.artifactHash) return askedFor;
  if ((await app.servant.describe()).reload !== 'generation') return askedFor;
  const { readyTimeoutMs } = await loadSettings(app.db);
  const { outcome } = await app.servant.reload({ deadlineMs: readyTimeoutMs });
  app.log.info({ revision: head.number, outcome }, 'the engine was asked once more');
  return outcome === 'unreachable' ? askedFor : head.number;
}

const isUp = ({ alive, ready }: Replica) => alive && ready;
