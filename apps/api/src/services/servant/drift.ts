import type { DriftView } from '@regent/core';
import { getSetting, latestRevision } from '@regent/db';
import type { Observation } from '@regent/servant';
import type { App } from '../../app-context.ts';

/** Setting that names a hand-edited file that was taken into staging, so that the next Apply may replace it. */
export const ADOPTED = 'drift.adopted';

/** What differs from the applied revision right now; null while nothing does or an Apply is under way. */
export async function findDrift(app: App, observation: Observation): Promise<Omit<DriftView, 'since'> | null> {
  const recorded = await latestRevision(app.db);
  if (recorded === null) return null;
  const live = await app.servant.readArtifact();
  if (live === null) return { type: 'missing-file', text: 'There is no configuration file on the live path.' };
  if (live.hash !== recorded.artifactHash) {
    const adopted = (await getSetting(app.db, ADOPTED)) === live.hash;
    const text = adopted
      ? 'The file was edited by hand; the edit is staged, and Apply will replace the file.'
      : 'The file was edited by hand, or written by something else.';
    return { type: 'file', text };
  }
  const stray = observation.replicas.find(
    (one) => one.ready && one.artifactHash !== null && one.artifactHash !== recorded.artifactHash,
  );
  if (stray === undefined) return null;
  return {
    type: 'engine',
    text: `${stray.id} serves another configuration than revision ${recorded.number}. ${stray.note ?? ''}`.trim(),
  };
}
