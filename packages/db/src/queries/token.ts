import { and, desc, eq, gt, inArray, isNull } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { apiToken, setupToken } from '../schema/index.ts';

export type ApiTokenRow = typeof apiToken.$inferSelect;

export async function insertApiToken(tx: Database, row: ApiTokenRow): Promise<void> {
  await tx.insert(apiToken).values(row);
}

/** Neither expired nor revoked ones are found. */
export async function findApiToken(db: Database, hash: string, now: Date): Promise<ApiTokenRow | null> {
  const [row] = await db
    .select()
    .from(apiToken)
    .where(and(eq(apiToken.hash, hash), isNull(apiToken.revokedAt)));
  if (!row || (row.expiresAt !== null && row.expiresAt <= now)) return null;
  return row;
}

export async function touchApiToken(db: Database, id: string, now: Date): Promise<void> {
  await db.update(apiToken).set({ lastUsedAt: now }).where(eq(apiToken.id, id));
}

export function listApiTokens(db: Database): Promise<ApiTokenRow[]> {
  return db.select().from(apiToken).where(isNull(apiToken.revokedAt)).orderBy(desc(apiToken.createdAt));
}

/** Who made the tokens of these names, revoked ones too. */
export async function listTokenCreators(db: Database, names: readonly string[]): Promise<string[]> {
  if (names.length === 0) return [];
  const rows = await db
    .selectDistinct({ createdBy: apiToken.createdBy })
    .from(apiToken)
    .where(inArray(apiToken.name, [...names]));
  return rows.map(({ createdBy }) => createdBy);
}

export async function revokeApiToken(tx: Database, id: string, now: Date): Promise<ApiTokenRow | null> {
  const [row] = await tx
    .update(apiToken)
    .set({ revokedAt: now })
    .where(and(eq(apiToken.id, id), isNull(apiToken.revokedAt)))
    .returning();
  return row ?? null;
}

/** Only the newest set-up link works. */
export async function replaceSetupToken(tx: Database, row: typeof setupToken.$inferSelect): Promise<void> {
  await tx.delete(setupToken);
  await tx.insert(setupToken).values(row);
}

/** Uses the link up; false when it is unknown or too old. */
export async function takeSetupToken(tx: Database, hash: string, now: Date): Promise<boolean> {
  const gone = await tx
    .delete(setupToken)
    .where(and(eq(setupToken.hash, hash), gt(setupToken.expiresAt, now)))
    .returning();
  return gone.length === 1;
}
