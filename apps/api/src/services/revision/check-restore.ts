import { type Item, itemId, itemName, type RestoreCheck, secretReferences } from '@regent/core';
import { referenceId } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { diagnosticsOf } from '../config/validate.ts';
import { type ConfigState, readState } from '../item/state.ts';
import { existing } from './detail.ts';

/** What going back to a revision would stage, leave out, remove and replace. @throws AppError `not-found` */
export async function checkRestore(ctx: Ctx, input: { number: number }): Promise<RestoreCheck> {
  const revision = await existing(ctx, input.number);
  const state = await readState(ctx.db);
  const { items, leftOut } = await restorable(ctx, revision.snapshot);
  const kept = new Set(revision.snapshot.map(itemId));
  const named = (item: Item) => ({ kind: item.kind, key: item.key, name: itemName(item) });
  const staged = [...state.stagedRows.values()];
  return {
    number: input.number,
    leftOut: leftOut.map((item) => ({ ...named(item), why: 'a secret that it uses was revoked in the vault' })),
    removed: state.effective.filter((item) => !kept.has(itemId(item))).map(named),
    replaced: { count: staged.length, people: [...new Set(staged.map(({ author }) => author))].sort() },
    diagnostics: await diagnosticsOf(ctx, withCurrent(items, leftOut, state)),
  };
}

/** The items of an old revision whose secrets the vault still opens, and the others. */
export async function restorable(
  ctx: Ctx,
  snapshot: readonly Item[],
): Promise<{ items: readonly Item[]; leftOut: readonly Item[] }> {
  const open = await ctx.vault.openable(
    ctx.db,
    snapshot.flatMap((item) => secretReferences(item.data)),
  );
  const opens = (item: Item) => secretReferences(item.data).every((reference) => open.has(referenceId(reference)));
  return { items: snapshot.filter(opens), leftOut: snapshot.filter((item) => !opens(item)) };
}

/** What cannot come back stays as it is now. */
function withCurrent(items: readonly Item[], leftOut: readonly Item[], state: ConfigState): Item[] {
  return [...items, ...leftOut.flatMap((item) => state.item(item) ?? [])];
}
