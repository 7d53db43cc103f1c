import { itemId, type Item, type ItemRef } from '../item.ts';
import { equalJson } from '../json.ts';
import type { StagedItem } from './flag.ts';

/** Who edits, when, and what the edit was based on. */
export interface Edit {
  readonly author: string;
  /** ISO 8601. */
  readonly at: string;
  /** Number of the applied revision that the editor looked at. */
  readonly baseRevision: number;
  /** Version of the staged item that the editor looked at; null when nothing was staged. */
  readonly expectedVersion: number | null;
}

export interface Current {
  readonly applied: Item | null;
  readonly staged: StagedItem | null;
}

/**
 * What an edit does to the staging area.
 * `unchanged`: nothing to do. `unstaged`: the staged row goes away. `conflict`: somebody else was faster.
 */
export type StagingResult =
  | { readonly outcome: 'staged'; readonly staged: StagedItem }
  | { readonly outcome: 'unstaged' }
  | { readonly outcome: 'unchanged' }
  | { readonly outcome: 'conflict'; readonly current: StagedItem | null };

/** Stages the intended item. Equal to what is staged or applied: nothing is staged (no-touch guarantee). */
export function stageSave(current: Current, item: Item, edit: Edit): StagingResult {
  if (isConflict(current.staged, edit)) return { outcome: 'conflict', current: current.staged };
  if (current.applied !== null && sameItem(current.applied, item)) {
    return current.staged === null ? { outcome: 'unchanged' } : { outcome: 'unstaged' };
  }
  const staged = current.staged;
  if (staged !== null && staged.flag !== 'deleted' && sameItem(staged.item, item)) return { outcome: 'unchanged' };
  return {
    outcome: 'staged',
    staged: { ...stamp(item, current, edit), flag: current.applied === null ? 'new' : 'changed', item },
  };
}

/** Stages the deletion of an item. An item that was never applied just leaves the staging area. */
export function stageDelete(current: Current, ref: ItemRef, edit: Edit): StagingResult {
  if (isConflict(current.staged, edit)) return { outcome: 'conflict', current: current.staged };
  if (current.applied === null) return { outcome: current.staged === null ? 'unchanged' : 'unstaged' };
  if (current.staged?.flag === 'deleted') return { outcome: 'unchanged' };
  return { outcome: 'staged', staged: { ...stamp(ref, current, edit), flag: 'deleted', item: null } };
}

/** Drops what is staged for an item, whatever it is. */
export function discard(staged: StagedItem | null, expectedVersion: number | null): StagingResult {
  if (staged === null) return { outcome: 'unchanged' };
  if (expectedVersion !== null && staged.version !== expectedVersion) return { outcome: 'conflict', current: staged };
  return { outcome: 'unstaged' };
}

/** Same place and same data; the order of keys does not matter. */
export function sameItem(a: Item, b: Item): boolean {
  return itemId(a) === itemId(b) && (a.position ?? null) === (b.position ?? null) && equalJson(a.data, b.data);
}

function isConflict(staged: StagedItem | null, edit: Edit): boolean {
  return (staged?.version ?? null) !== edit.expectedVersion;
}

function stamp(ref: ItemRef, current: Current, edit: Edit) {
  return {
    kind: ref.kind,
    key: ref.key,
    version: (current.staged?.version ?? 0) + 1,
    author: edit.author,
    stagedAt: edit.at,
    baseRevision: edit.baseRevision,
  };
}
