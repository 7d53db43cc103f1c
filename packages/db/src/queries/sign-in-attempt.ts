import { eq, inArray, lt, sql } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { signInAttempt } from '../schema/index.ts';

export type SignInAttemptRow = typeof signInAttempt.$inferSelect;

export function listAttempts(db: Database, subjects: readonly string[]): Promise<SignInAttemptRow[]> {
  return db
    .select()
    .from(signInAttempt)
    .where(inArray(signInAttempt.subject, [...subjects]));
}

export async function countFailure(db: Database, subject: string, now: Date): Promise<void> {
  await db
    .insert(signInAttempt)
    .values({ subject, failures: 1, lastFailureAt: now })
    .onConflictDoUpdate({
      target: signInAttempt.subject,
      set: { failures: sql`${signInAttempt.failures} + 1`, lastFailureAt: now },
    });
}

export async function clearFailures(db: Database, subject: string): Promise<void> {
  await db.delete(signInAttempt).where(eq(signInAttempt.subject, subject));
}

export async function deleteOldAttempts(db: Database, before: Date): Promise<void> {
  await db.delete(signInAttempt).where(lt(signInAttempt.lastFailureAt, before));
}
