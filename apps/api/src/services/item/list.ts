import { AppError, type Item, type ItemKind, type ItemRef, type ItemView, compareItems, itemId } from '@regent/core';
import { getApplied, getStaged, listApplied, listStaged } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { toItemView } from './view.ts';

/** Items in rendering order, those staged as deleted among them. */
export async function listItems(
  ctx: Ctx,
  input: { kind?: ItemKind | undefined; kinds?: ItemKind[] | undefined },
): Promise<ItemView[]> {
  const wanted = [...(input.kinds ?? []), ...(input.kind ? [input.kind] : [])];
  const kinds = wanted.length > 0 ? wanted : undefined;
  const applied = new Map((await listApplied(ctx.db, kinds)).map((row) => [itemId(row), row]));
  const staged = new Map((await listStaged(ctx.db, kinds)).map((row) => [itemId(row), row]));
  const ids = new Set([...applied.keys(), ...staged.keys()]);
  return [...ids]
    .map((id) => toItemView(applied.get(id) ?? null, staged.get(id) ?? null))
    .sort((a, b) => compareItems(asItem(a), asItem(b)));
}

/** @throws AppError `not-found` */
export async function getItem(ctx: Ctx, ref: ItemRef): Promise<ItemView> {
  const [applied, staged] = [await getApplied(ctx.db, ref), await getStaged(ctx.db, ref)];
  if (applied === null && staged === null) throw new AppError('not-found');
  return toItemView(applied, staged);
}

function asItem(view: ItemView): Item {
  const { kind, key, data, position } = view;
  return position === null ? { kind, key, data } : { kind, key, data, position };
}
