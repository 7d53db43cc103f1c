import type { ItemKind, JsonObject, StagedFlag } from '@regent/core';

/** A staged row as a run froze it; commit folds exactly these, whatever was edited meanwhile. */
export interface FrozenRow {
  readonly kind: ItemKind;
  readonly key: string;
  readonly version: number;
  readonly flag: StagedFlag;
  readonly author: string;
  readonly stagedAt: string;
  readonly position: string | null;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}
