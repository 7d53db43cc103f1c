import { asc, eq, lt } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { approval } from '../schema/index.ts';

export type ApprovalRow = typeof approval.$inferSelect;

export function listApprovals(db: Database, plan: string): Promise<ApprovalRow[]> {
  return db.select().from(approval).where(eq(approval.plan, plan)).orderBy(asc(approval.at));
}

/** Approving twice is approving once. */
export async function putApproval(tx: Database, row: ApprovalRow): Promise<void> {
  await tx.insert(approval).values(row).onConflictDoNothing();
}

/** Plans come and go with every edit; old approvals mean nothing any more. */
export async function deleteApprovalsBefore(tx: Database, moment: Date): Promise<void> {
  await tx.delete(approval).where(lt(approval.at, moment));
}
