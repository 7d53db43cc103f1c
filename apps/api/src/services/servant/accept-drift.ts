import { actorName, AppError } from '@regent/core';
import { deleteSetting, latestRevision, putSetting, setRevisionArtifact } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { buildArtifact } from '../config/artifact.ts';
import { stageImport } from '../import/stage.ts';
import { readState } from '../item/state.ts';
import { loadSettings } from '../setting/settings.ts';
import { ADOPTED, findDrift, type FoundDrift } from './drift.ts';
import { IGNORED, type Ignored } from './ignored-drift.ts';

export type DriftAnswer =
  | { readonly action: 'restore' | 'adopt' }
  /** ISO 8601. */
  | { readonly action: 'ignore'; readonly until: string; readonly reason: string };

/** Puts the applied configuration back, takes what is there into staging, or lives with it until a date. */
export async function acceptDrift(ctx: Ctx, input: DriftAnswer): Promise<null> {
  const drift = await findDrift(ctx, await ctx.servant.observe());
  switch (input.action) {
    case 'restore':
      if (drift?.type === 'database')
        throw new AppError('bad-input', {
          detail: 'Regent only reads the database of LiteLLM. Adopt the rows, or remove them in LiteLLM.',
        });
      return restore(ctx);
    case 'adopt':
      return drift?.type === 'database' ? adoptRows(ctx) : adopt(ctx);
    case 'ignore':
      return ignore(ctx, { drift, until: input.until, reason: input.reason });
  }
}

/** Ends by itself at its date, and with every other drift than the one that was seen. */
async function ignore(ctx: Ctx, wish: { drift: FoundDrift | null; until: string; reason: string }): Promise<null> {
  const { drift, reason } = wish;
  const until = new Date(wish.until);
  if (drift === null) throw new AppError('not-found', { detail: 'There is no drift to ignore.' });
  if (until <= ctx.clock()) throw new AppError('bad-input', { detail: 'until: a date to come is wanted' });
  const { what, text } = drift;
  const ignored: Ignored = { what, text, until: until.toISOString(), reason, by: actorName(ctx.actor) };
  await write(ctx, async (w) => {
    await putSetting(w.tx, IGNORED, ignored);
    w.audit('servant.ignore-drift', text, `until ${ignored.until}: ${reason}`);
    w.tell({ topic: 'servant' });
  });
  return null;
}

async function adoptRows(ctx: Ctx): Promise<null> {
  await stageImport(ctx, { from: 'database', mode: 'merge', conflict: 'keep' });
  await write(ctx, async (w) => w.audit('servant.adopt', 'rows in the database of LiteLLM'));
  return null;
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
