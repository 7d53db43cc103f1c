import { insertRevision, latestRevision } from '@regent/db';
import { type App, systemCtx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { buildArtifact } from '../config/artifact.ts';

/**
 * Makes revision 0 where there is none: a minimal valid configuration, so that the engine can start before anybody has
 * configured anything. A file that lies there already is left for drift to show. True when it was made now.
 */
export async function ensureFirstRevision(app: App): Promise<boolean> {
  if ((await latestRevision(app.db)) !== null) return false;
  const { artifact } = await buildArtifact(app, [], 0);
  if ((await app.servant.readArtifact()) === null) await app.servant.writeArtifact(artifact);
  return write(systemCtx(app, 'regent'), async (w) => {
    if ((await latestRevision(w.tx)) !== null) return false;
    const row = {
      number: 0,
      parent: null,
      author: 'regent',
      reason: 'An empty configuration to begin with',
      createdAt: app.clock(),
      outcome: 'initial',
      fingerprint: artifact.fingerprint,
      artifactHash: artifact.hash,
      engineVersion: null,
      models: 0,
      insisted: false,
      selected: false,
      approvedBy: null,
      overrideReason: null,
      note: '',
      tags: [],
      snapshot: [],
    } as const;
    await insertRevision(w.tx, row, []);
    w.audit('revision.first', 'revision 0');
    return true;
  });
}
