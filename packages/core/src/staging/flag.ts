import type { Item, ItemRef } from '../item.ts';

/** What a staged item does to the applied one. */
export const stagedFlags = ['new', 'changed', 'deleted'] as const;
export type StagedFlag = (typeof stagedFlags)[number];

/** A pending edit. `deleted` keeps no data; the others hold the whole intended item. */
export type StagedItem = ItemRef & {
  readonly version: number;
  readonly author: string;
  /** ISO 8601. */
  readonly stagedAt: string;
  /** Number of the revision that the edit was based on. */
  readonly baseRevision: number;
} & ({ readonly flag: 'new' | 'changed'; readonly item: Item } | { readonly flag: 'deleted'; readonly item: null });
