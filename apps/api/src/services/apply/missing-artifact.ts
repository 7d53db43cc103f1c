import { activeRun, latestRevision, setRevisionArtifact } from '@regent/db';
import { type App, systemCtx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { buildArtifact } from '../config/artifact.ts';
import { readState } from '../item/state.ts';

/**
 * Writes what is applied where nothing lies at all, as after a restore of the database alone: an engine that waits for
 * its configuration can start. A file that is there is never touched. True when it was written now.
 */
export async function writeMissingArtifact(app: App): Promise<boolean> {
  const head = await latestRevision(app.db);
  if (head === null || (await activeRun(app.db)) !== null || (await app.servant.readArtifact()) !== null) return false;
  const { applied } = await readState(app.db);
  const { artifact } = await buildArtifact(app, applied, head.number);
  await app.servant.writeArtifact(artifact);
  await write(systemCtx(app, 'regent'), async (w) => {
    // A newer renderer may write the same items differently; what lies there now is what counts.
    if (head.artifactHash !== artifact.hash) await setRevisionArtifact(w.tx, head.number, artifact.hash);
    w.audit('servant.restore', `revision ${head.number}`, 'there was no configuration file');
    w.tell({ topic: 'servant' });
  });
  return true;
}
