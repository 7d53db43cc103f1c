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

/** One more; failures whose last one lies before `forgottenBefore` count no more. */
export async function countFailure(
  db: Database,
  subject: string,
  at: { now: Date; forgottenBefore: Date },
): Promise<void> {
  const { now, forgottenBefore } = at;
  await db
    .insert(signInAttempt)
    .values({ subject, failures: 1, lastFailureAt: now })
    .onConflictDoUpdate({
      target: signInAttempt.subject,
      set: {
        failures: sql`case when ${signInAttempt.lastFailureAt} < ${forgottenBefore.toISOString()}::timestamptz then 1 else ${signInAttempt.failures} + 1 end`,
        lastFailureAt: now,
      },
    });
}

export async function clearFailures(db: Database, subject: string): Promise<void> {
  await db.delete(signInAttempt).where(eq(signInAttempt.subject, subject));
}

/** Takes one back: the attempt turned out to be right. */
export async function uncountFailure(db: Database, subject: string): Promise<void> {
  await db
    .update(signInAttempt)
    .set({ failures: sql`greatest(${signInAttempt.failures} - 1, 0)` })
    .where(eq(signInAttempt.subject, subject));
}

export async function deleteOldAttempts(db: Database, before: Date): Promise<void> {
  await db.delete(signInAttempt).where(lt(signInAttempt.lastFailureAt, before));
}
