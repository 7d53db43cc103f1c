import { type ItemView, itemName } from '@regent/core';
import type { AppliedRow, StagedRow } from '@regent/db';

/** Either row may be absent, not both. Data holds references, never secrets. */
export function toItemView(applied: AppliedRow | null, staged: StagedRow | null): ItemView {
  const row = staged ?? applied;
  if (row === null) throw new Error('an item view wants a row');
  const data = staged?.data ?? applied?.data ?? {};
  return {
    kind: row.kind,
    key: row.key,
    name: itemName({ kind: row.kind, key: row.key, data }),
    applied: applied?.data ?? null,
    appliedRevision: applied?.revision ?? null,
    staged: staged?.data ?? null,
    flag: staged?.flag ?? null,
    data,
    position: (staged?.flag === 'deleted' ? applied : row)?.position ?? null,
    version: staged?.version ?? 0,
    stagedBy: staged?.author ?? null,
    stagedAt: staged?.stagedAt.toISOString() ?? null,
  };
}
