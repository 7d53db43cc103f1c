import { itemId, type Item } from '../item.ts';
import type { StagedItem } from './flag.ts';
import { sameItem } from './save.ts';

/**
 * What stays staged after an Apply committed `applied` as `revision`.
 *
 * `frozen` are the rows that the Apply folded. A staged row that is still the frozen one is done; a newer one stays,
 * now based on the new revision, with its flag set anew; one that equals what was committed vanishes.
 */
export function rebase(options: {
  readonly staged: readonly StagedItem[];
  readonly frozen: readonly StagedItem[];
  readonly applied: readonly Item[];
  readonly revision: number;
}): StagedItem[] {
  const frozen = new Map(options.frozen.map((row) => [itemId(row), row.version]));
  const applied = new Map(options.applied.map((item) => [itemId(item), item]));
  return options.staged
    .filter((row) => frozen.get(itemId(row)) !== row.version)
    .flatMap((row) => rebaseRow(row, applied.get(itemId(row)), options.revision));
}

function rebaseRow(row: StagedItem, applied: Item | undefined, revision: number): StagedItem[] {
  if (row.flag === 'deleted') return applied === undefined ? [] : [{ ...row, baseRevision: revision }];
  if (applied === undefined) return [{ ...row, flag: 'new', baseRevision: revision }];
  if (sameItem(applied, row.item)) return [];
  return [{ ...row, flag: 'changed', baseRevision: revision }];
}
