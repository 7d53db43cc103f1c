import type { DriftView } from '@regent/core';
import { getSetting, latestRevision } from '@regent/db';
import type { Observation } from '@regent/servant';
import type { App } from '../../app-context.ts';
import { leftoverRows } from './leftover-rows.ts';

/** Setting that names a hand-edited file that was taken into staging, so that the next Apply may replace it. */
export const ADOPTED = 'drift.adopted';

/** `what` names exactly what was seen, so that ignoring it ignores nothing else. */
export interface FoundDrift extends Omit<DriftView, 'since'> {
  readonly what: string;
}

/** What differs from the applied revision right now: the file, a worker, or rows that LiteLLM stored itself. */
export async function findDrift(app: App, observation: Observation): Promise<FoundDrift | null> {
  const recorded = await latestRevision(app.db);
  if (recorded === null) return null;
  // Taken back while nobody could record it: not yet recorded is no drift.
  if ((await app.servant.watchdog?.state())?.state === 'reverted') return null;
  const live = await app.servant.readArtifact();
  if (live === null)
    return { type: 'missing-file', what: 'missing-file', text: 'There is no configuration file on the live path.' };
  if (live.hash !== recorded.artifactHash) {
    const adopted = (await getSetting(app.db, ADOPTED)) === live.hash;
    const text = adopted
      ? 'The file was edited by hand; the edit is staged, and Apply will replace the file.'
      : 'The file was edited by hand, or written by something else.';
    return { type: 'file', what: `file ${live.hash}`, text };
  }
  return strayWorker(observation, recorded) ?? (await storedByEngine(app));
}

function strayWorker(
  { replicas }: Observation,
  recorded: { readonly number: number; readonly artifactHash: string },
): FoundDrift | null {
  const strays = replicas.filter(
    (one) => one.ready && one.artifactHash !== null && one.artifactHash !== recorded.artifactHash,
  );
  const [first] = strays;
  if (first === undefined) return null;
  const text = `${strays.map(({ id }) => id).join(', ')} ${strays.length === 1 ? 'serves' : 'serve'} another configuration than revision ${recorded.number}. ${first.note ?? ''}`;
  return { type: 'engine', what: `engine ${first.artifactHash}`, text: text.trim() };
}

/** A database that cannot be asked is no finding: its absence shows elsewhere. */
async function storedByEngine(app: App): Promise<FoundDrift | null> {
  if (app.spendDb === null) return null;
  const rows = await leftoverRows(app.spendDb).catch((error) => {
    app.log.debug({ err: error }, 'rows that LiteLLM stored could not be looked for');
    return null;
  });
  if (rows === null) return null;
  const text = `LiteLLM's database holds configuration beside the file: ${rows}. It is not served now, but stands ready to shadow the file.`;
  return { type: 'database', what: `database ${rows}`, text };
}
