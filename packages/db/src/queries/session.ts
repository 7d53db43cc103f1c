import { and, desc, eq, lt, ne } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { account, session } from '../schema/index.ts';
import type { AccountRow } from './account.ts';

export type SessionRow = typeof session.$inferSelect;

export async function insertSession(db: Database, row: SessionRow): Promise<void> {
  await db.insert(session).values(row);
}

export async function findSession(
  db: Database,
  hash: string,
): Promise<{ session: SessionRow; account: AccountRow } | null> {
  const [row] = await db
    .select()
    .from(session)
    .innerJoin(account, eq(account.id, session.account))
    .where(eq(session.hash, hash));
  return row ?? null;
}

export async function touchSession(
  db: Database,
  hash: string,
  set: { lastSeenAt: Date; expiresAt: Date },
): Promise<void> {
  await db.update(session).set(set).where(eq(session.hash, hash));
}

export function listSessions(db: Database, accountId: string): Promise<SessionRow[]> {
  return db.select().from(session).where(eq(session.account, accountId)).orderBy(desc(session.lastSeenAt));
}

export async function deleteSession(db: Database, hash: string): Promise<void> {
  await db.delete(session).where(eq(session.hash, hash));
}

/** True when this account had a session of that row id. */
export async function deleteSessionRow(tx: Database, accountId: string, row: string): Promise<boolean> {
  const gone = await tx
    .delete(session)
    .where(and(eq(session.account, accountId), eq(session.row, row)))
    .returning();
  return gone.length > 0;
}

/** Ends every session of an account, but for the one named by its hash. */
export async function deleteAccountSessions(tx: Database, accountId: string, exceptHash = ''): Promise<void> {
  await tx.delete(session).where(and(eq(session.account, accountId), ne(session.hash, exceptHash)));
}

export async function deleteExpiredSessions(db: Database, now: Date): Promise<void> {
  await db.delete(session).where(lt(session.expiresAt, now));
}
