import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { account } from '../schema/index.ts';

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

export function listAccounts(db: Database): Promise<AccountRow[]> {
  return db.select().from(account).orderBy(asc(account.createdAt));
}
