import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { discovery } from '../schema/index.ts';

export type DiscoveryRow = typeof discovery.$inferSelect;

export function listDiscoveries(db: Database): Promise<DiscoveryRow[]> {
  return db.select().from(discovery).orderBy(asc(discovery.provider), asc(discovery.id));
}

export async function getDiscovery(db: Database, id: string): Promise<DiscoveryRow | null> {
  const [row] = await db.select().from(discovery).where(eq(discovery.id, id));
  return row ?? null;
}

export async function putDiscovery(tx: Database, row: DiscoveryRow): Promise<void> {
  await tx.insert(discovery).values(row).onConflictDoUpdate({ target: discovery.id, set: row });
}

export async function updateDiscovery(tx: Database, id: string, change: Partial<DiscoveryRow>): Promise<void> {
  await tx.update(discovery).set(change).where(eq(discovery.id, id));
}

export async function deleteDiscovery(tx: Database, id: string): Promise<void> {
  await tx.delete(discovery).where(eq(discovery.id, id));
}

/** Marks a run as begun; false when another process began it since `row` was read. */
export async function claimDiscovery(db: Database, row: DiscoveryRow, now: Date): Promise<boolean> {
  const unchanged = row.lastRunAt === null ? isNull(discovery.lastRunAt) : eq(discovery.lastRunAt, row.lastRunAt);
  const claimed = await db
    .update(discovery)
    .set({ lastRunAt: now })
    .where(and(eq(discovery.id, row.id), unchanged))
    .returning({ id: discovery.id });
  return claimed.length === 1;
}
