import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { account, invitation } from '../schema/index.ts';

export type AccountRow = typeof account.$inferSelect;

export async function getAccount(db: Database, id: string): Promise<AccountRow | null> {
  const [row] = await db.select().from(account).where(eq(account.id, id));
  return row ?? null;
}

export async function findAccountByEmail(db: Database, email: string): Promise<AccountRow | null> {
  const [row] = await db.select().from(account).where(sql`lower(${account.email}) = lower(${email})`);
  return row ?? null;
}

export async function countAccounts(db: Database): Promise<number> {
  return db.$count(account);
}

export async function insertAccount(tx: Database, row: AccountRow): Promise<void> {
  await tx.insert(account).values(row);
}

export async function setPasswordHash(tx: Database, id: string, passwordHash: string): Promise<void> {
  await tx.update(account).set({ passwordHash }).where(eq(account.id, id));
}

export async function setAccountRole(tx: Database, id: string, role: AccountRow['role']): Promise<void> {
  await tx.update(account).set({ role }).where(eq(account.id, id));
}

export async function deleteAccount(tx: Database, id: string): Promise<void> {
  await tx.delete(account).where(eq(account.id, id));
}

export async function insertInvitation(tx: Database, row: typeof invitation.$inferSelect): Promise<void> {
  await tx.insert(invitation).values(row);
}

/** Uses the invitation up; null when it is unknown or too old. */
export async function takeInvitation(tx: Database, hash: string, now: Date): Promise<AccountRow['role'] | null> {
  const [gone] = await tx
    .delete(invitation)
    .where(and(eq(invitation.hash, hash), gt(invitation.expiresAt, now)))
    .returning();
  return gone?.role ?? null;
}

export function listAccounts(db: Database): Promise<AccountRow[]> {
  return db.select().from(account).orderBy(asc(account.createdAt));
}
