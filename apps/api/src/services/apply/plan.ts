import { createHash } from 'node:crypto';
import { canonicalJson, compareCodePoints, itemName } from '@regent/core';
import type { ConfigState } from '../item/state.ts';

/** Names exactly what was reviewed: the base and every staged row with its version. */
export function planDigest(state: ConfigState): string {
  const rows = [...state.stagedRows.values()].map((row) => canonicalJson([row.kind, row.key, row.version, row.flag]));
  return createHash('sha256')
    .update(canonicalJson([state.revision, rows.toSorted(compareCodePoints)]))
    .digest('hex')
    .slice(0, 32);
}

export interface Shrink {
  readonly before: number;
  readonly after: number;
  readonly removed: readonly string[];
  /** True when the share that goes away is implausible. */
  readonly guarded: boolean;
}

/** More than `percent` of four or more models, or all of them. */
export function shrinkOf(state: ConfigState, percent: number): Shrink {
  const before = state.applied.filter(isServedModel);
  const after = new Set(state.effective.filter(isServedModel).map((item) => item.key));
  const removed = before.filter((item) => !after.has(item.key)).map(itemName);
  const all = before.length > 0 && after.size === 0;
  const many = before.length >= 4 && (removed.length / before.length) * 100 > percent;
  return { before: before.length, after: after.size, removed, guarded: all || many };
}

function isServedModel(item: { kind: string; data: { $regent?: unknown } }): boolean {
  const own = item.data.$regent;
  const disabled = typeof own === 'object' && own !== null && 'enabled' in own && own.enabled === false;
  return item.kind === 'model' && !disabled;
}
