import { AppError } from '@regent/core';
import { deleteSetting, latestRevision, putSetting, setRevisionArtifact } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { buildArtifact } from '../config/artifact.ts';
import { stageImport } from '../import/stage.ts';
import { readState } from '../item/state.ts';
import { loadSettings } from '../setting/settings.ts';
import { ADOPTED } from './drift.ts';

/** Answers a drift: put the applied configuration back, or take what the file says into staging. */
export async function acceptDrift(ctx: Ctx, input: { action: 'restore' | 'adopt' }): Promise<null> {
  switch (input.action) {
    case 'restore':
      return restore(ctx);
    case 'adopt':
      return adopt(ctx);
  }
}

async function restore(ctx: Ctx): Promise<null> {
  const head = await latestRevision(ctx.db);
  if (head === null) throw new AppError('not-found');
  const state = await readState(ctx.db);
  const { artifact } = await buildArtifact(ctx, state.applied, head.number);
  await ctx.servant.writeArtifact(artifact);
  await write(ctx, async (w) => {
    // A newer renderer may write the same items differently; what lies there now is what counts.
    await setRevisionArtifact(w.tx, head.number, artifact.hash);
    await deleteSetting(w.tx, ADOPTED);
    w.audit('servant.restore', `revision ${head.number}`);
    w.tell({ topic: 'servant' });
  });
  const { readyTimeoutMs } = await loadSettings(ctx.db);
  const result = await ctx.servant.reload({ deadlineMs: readyTimeoutMs });
  if (result.outcome === 'unreachable') throw new AppError('engine-unreachable');
  if (result.outcome !== 'serving')
    throw new AppError('engine-error', { detail: 'The file is restored, but the engine did not take it.' });
  return null;
}

async function adopt(ctx: Ctx): Promise<null> {
  const live = await ctx.servant.readArtifact();
  if (live === null) throw new AppError('not-found', { detail: 'There is no file to adopt.' });
  await stageImport(ctx, { from: 'file', format: 'yaml', text: live.text, mode: 'replace' });
  await write(ctx, async (w) => {
    await putSetting(w.tx, ADOPTED, live.hash);
    w.audit('servant.adopt', 'configuration file');
    w.tell({ topic: 'servant' });
  });
  return null;
}
