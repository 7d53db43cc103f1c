import { sql } from 'drizzle-orm';
import type { Database } from './database.ts';

/** Advisory locks of Regent. One number per purpose, in one namespace, so that they never meet another program's. */
export const LOCK_NAMESPACE = 24_222;
export const lockPurposes = { migrate: 1, write: 2, reconcile: 3 } as const;
export type LockPurpose = keyof typeof lockPurposes;

/** Waits for the lock and holds it until the transaction ends. */
export async function lockForTransaction(tx: Database, purpose: LockPurpose): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOCK_NAMESPACE}, ${lockPurposes[purpose]})`);
}
