import { actorName, type ItemRef, itemId, itemName } from '@regent/core';
import { deleteStaged } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { loadState } from '../item/state.ts';

/** Drops what is staged for the named items, or everything; of that, with `mine`, only one's own. What is not staged is no error: it is as wished. */
export function discardChanges(
  ctx: Ctx,
  input: { items?: ItemRef[] | undefined; mine?: boolean | undefined },
): Promise<{ discarded: number }> {
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    const wanted = input.items === undefined ? null : new Set(input.items.map(itemId));
    const rows = [...state.stagedRows.values()].filter(
      (row) => (wanted === null || wanted.has(itemId(row))) && (!input.mine || row.author === actorName(ctx.actor)),
    );
    for (const row of rows) {
      await deleteStaged(w.tx, row);
      const data = row.data ?? state.appliedRows.get(itemId(row))?.data ?? {};
      w.audit('item.discard', `${row.kind} ${itemName({ kind: row.kind, key: row.key, data })}`);
      w.tellItems(row.kind);
    }
    return { discarded: rows.length };
  });
}
