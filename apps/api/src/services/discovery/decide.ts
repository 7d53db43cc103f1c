import { AppError } from '@regent/core';
import { getDiscovery, updateDiscovery } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { loadState } from '../item/state.ts';
import { marksOf } from './run.ts';
import { stageChosen } from './stage.ts';

const closed = { proposal: null, proposedAt: null };

/** Stages everything that an upstream proposes, and closes the proposal. @throws AppError `not-found` */
export function stageProposal(ctx: Ctx, id: string): Promise<{ staged: number }> {
  return write(ctx, async (w) => {
    const row = await getDiscovery(w.tx, id);
    if (row === null || row.proposal === null)
      throw new AppError('not-found', { detail: 'There is no open proposal.' });
    const { added, gone, changed } = row.proposal;
    const chosen = { added, gone: gone.map(({ key }) => key), changed };
    const staged = await stageChosen({ ctx, write: w, state: await loadState(w.tx) }, row, chosen);
    await updateDiscovery(w.tx, id, closed);
    w.audit('discovery.stage', row.provider, `${staged} staged`);
    return { staged };
  });
}

/** Closes a proposal; its lines are not proposed again as long as the upstream says the same. */
export function dismissProposal(ctx: Ctx, id: string): Promise<null> {
  return write(ctx, async (w) => {
    const row = await getDiscovery(w.tx, id);
    if (row === null || row.proposal === null) return null;
    await updateDiscovery(w.tx, id, { ...closed, dismissed: [...row.dismissed, ...marksOf(row.proposal)] });
    w.audit('discovery.dismiss', row.provider);
    w.tellItems('model');
    return null;
  });
}
