import { type Item, type ItemKind, positionedKinds } from '@regent/core';
import { generateKeyBetween } from 'fractional-indexing';

export interface Place {
  /** Keys of the neighbours that are wished for. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** A position among `items` (in rendering order): behind `after`, in front of `before`, else at the end. */
export function positionFor(kind: ItemKind, items: readonly Item[], place: Place): string | undefined {
  if (!positionedKinds.includes(kind)) return undefined;
  const row = items.filter((item) => item.kind === kind);
  const index = place.after
    ? row.findIndex((item) => item.key === place.after) + 1
    : place.before
      ? Math.max(
          0,
          row.findIndex((item) => item.key === place.before),
        )
      : row.length;
  return between(row[index - 1]?.position ?? null, row[index]?.position ?? null);
}

/** Behind everything; undefined for kinds whose order means nothing. */
export function endPosition(kind: ItemKind, last: string | null): string | undefined {
  return positionedKinds.includes(kind) ? generateKeyBetween(last, null) : undefined;
}

function between(low: string | null, high: string | null): string {
  // Two imported items may share a position; then the new one goes right behind both.
  if (low !== null && high !== null && low >= high) return generateKeyBetween(low, null);
  return generateKeyBetween(low, high);
}
