import { desc, lt } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { auditEntry } from '../schema/index.ts';

export type AuditRow = typeof auditEntry.$inferSelect;

/** Newest first, below `cursor` when given. */
export function listAudit(db: Database, page: { cursor?: number; limit: number }): Promise<AuditRow[]> {
  return db
    .select()
    .from(auditEntry)
    .where(page.cursor === undefined ? undefined : lt(auditEntry.seq, page.cursor))
    .orderBy(desc(auditEntry.seq))
    .limit(page.limit);
}
