import { AppError, type ItemRef, type ItemView } from '@regent/core';
import { getApplied, getStaged } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { stage } from './stage.ts';
import { loadState } from './state.ts';
import { toItemView } from './view.ts';

/** Stages a deletion; an item that was never applied is simply gone (null). What uses it is not touched. */
export function removeItem(ctx: Ctx, input: ItemRef & { baseVersion: number }): Promise<ItemView | null> {
  const ref = { kind: input.kind, key: input.key };
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    if (state.item(ref) === null && input.baseVersion === 0) throw new AppError('not-found');
    await stage({ ctx, write: w, state }, { ref, item: null, base: { version: input.baseVersion } });
    const [applied, staged] = [await getApplied(w.tx, ref), await getStaged(w.tx, ref)];
    return applied === null && staged === null ? null : toItemView(applied, staged);
  });
}
