import { itemId, positionedKinds, type Item } from '../item.ts';
import { compareCodePoints } from '../json.ts';
import type { StagedItem } from './flag.ts';

/** Applied items overlaid with staged ones: what an Apply of everything would commit. In rendering order. */
export function effective(applied: readonly Item[], staged: readonly StagedItem[]): Item[] {
  const items = new Map(applied.map((item) => [itemId(item), item]));
  for (const edit of staged) {
    if (edit.flag === 'deleted') items.delete(itemId(edit));
    else items.set(itemId(edit), edit.item);
  }
  return [...items.values()].sort(compareItems);
}

/** Orders items by kind, position (list kinds) and key: the same on every machine. */
export function compareItems(a: Item, b: Item): number {
  if (a.kind !== b.kind) return compareCodePoints(a.kind, b.kind);
  if (positionedKinds.includes(a.kind)) {
    const byPosition = compareCodePoints(a.position ?? '', b.position ?? '');
    if (byPosition !== 0) return byPosition;
  }
  return compareCodePoints(a.key, b.key);
}
