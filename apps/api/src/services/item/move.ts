import { AppError, type ItemRef, type ItemView } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { getItem } from './list.ts';
import { positionFor } from './position.ts';
import { stage } from './stage.ts';
import { loadState } from './state.ts';

/** Puts an item in front of or behind another one of its kind. */
export async function moveItem(
  ctx: Ctx,
  input: ItemRef & { before?: string | undefined; after?: string | undefined },
): Promise<ItemView> {
  const ref = { kind: input.kind, key: input.key };
  await write(ctx, async (w) => {
    const state = await loadState(w.tx);
    const item = state.item(ref);
    if (item === null) throw new AppError('not-found');
    const others = state.effective.filter((one) => one.key !== ref.key);
    const position = positionFor(ref.kind, others, input);
    if (position === undefined) throw new AppError('bad-input', { detail: `A ${ref.kind} has no place of its own.` });
    // A move does not depend on the data, so whoever edits meanwhile is not disturbed.
    const version = state.version(ref);
    await stage({ ctx, write: w, state }, { ref, item: { ...item, position }, base: { version } });
  });
  return getItem(ctx, ref);
}
