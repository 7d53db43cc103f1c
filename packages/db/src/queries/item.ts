import type { Item, ItemKind, ItemRef } from '@regent/core';
import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { itemApplied, itemStaged } from '../schema/index.ts';

export type AppliedRow = typeof itemApplied.$inferSelect;
export type StagedRow = typeof itemStaged.$inferSelect;
/** A staged row before it has a version. */
export type StagedWish = Omit<StagedRow, 'version'>;

export function listApplied(db: Database, kinds?: readonly ItemKind[]): Promise<AppliedRow[]> {
  return db
    .select()
    .from(itemApplied)
    .where(kinds ? inArray(itemApplied.kind, [...kinds]) : undefined)
    .orderBy(asc(itemApplied.kind), asc(itemApplied.key));
}

export function listStaged(db: Database, kinds?: readonly ItemKind[]): Promise<StagedRow[]> {
  return db
    .select()
    .from(itemStaged)
    .where(kinds ? inArray(itemStaged.kind, [...kinds]) : undefined)
    .orderBy(asc(itemStaged.kind), asc(itemStaged.key));
}

export async function getApplied(db: Database, ref: ItemRef): Promise<AppliedRow | null> {
  const [row] = await db
    .select()
    .from(itemApplied)
    .where(and(eq(itemApplied.kind, ref.kind), eq(itemApplied.key, ref.key)));
  return row ?? null;
}

export async function getStaged(db: Database, ref: ItemRef): Promise<StagedRow | null> {
  const [row] = await db
    .select()
    .from(itemStaged)
    .where(and(eq(itemStaged.kind, ref.kind), eq(itemStaged.key, ref.key)));
  return row ?? null;
}

/** Writes the whole row under a version that was never used before. */
export async function putStaged(tx: Database, wish: StagedWish): Promise<StagedRow> {
  const version = sql`nextval('regent.item_version')`;
  const [row] = await tx
    .insert(itemStaged)
    .values({ ...wish, version })
    .onConflictDoUpdate({ target: [itemStaged.kind, itemStaged.key], set: { ...wish, version } })
    .returning();
  if (!row) throw new Error('an upsert returned no row');
  return row;
}

export async function deleteStaged(tx: Database, ref: ItemRef): Promise<void> {
  await tx.delete(itemStaged).where(and(eq(itemStaged.kind, ref.kind), eq(itemStaged.key, ref.key)));
}

/** Keeps the edit and its version; only what it is based on moves. */
export async function rebaseStaged(
  tx: Database,
  ref: ItemRef,
  set: Pick<StagedRow, 'flag' | 'baseRevision'>,
): Promise<void> {
  await tx
    .update(itemStaged)
    .set(set)
    .where(and(eq(itemStaged.kind, ref.kind), eq(itemStaged.key, ref.key)));
}

export async function putApplied(tx: Database, item: Item, revision: number): Promise<void> {
  const row = { kind: item.kind, key: item.key, data: item.data, position: item.position ?? null, revision };
  await tx
    .insert(itemApplied)
    .values(row)
    .onConflictDoUpdate({ target: [itemApplied.kind, itemApplied.key], set: row });
}

export async function deleteApplied(tx: Database, ref: ItemRef): Promise<void> {
  await tx.delete(itemApplied).where(and(eq(itemApplied.kind, ref.kind), eq(itemApplied.key, ref.key)));
}

/** The row as the value that the renderer and staging rules work on. */
export function toItem(row: Pick<AppliedRow, 'kind' | 'key' | 'data' | 'position'>): Item {
  const { kind, key, data, position } = row;
  return position === null ? { kind, key, data } : { kind, key, data, position };
}
