import { desc } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { auditEntry, setting } from '../schema/index.ts';
import { entryHash, GENESIS } from './chain.ts';

export interface AuditWish {
  readonly actor: string;
  /** `item.save`, `change.rollout`. */
  readonly action: string;
  /** What it was done to, for people: `model gpt-5`. */
  readonly subject: string;
  /** Never holds a secret; keyed digests stand for them. */
  readonly detail: string | null;
}

/** Name of the setting that holds the end of the chain, so that cutting its tail off shows. */
export const AUDIT_HEAD = 'audit.head';

/**
 * Appends to the chain inside the transaction of the change: no entry, no change. The caller holds the `write` lock,
 * which gives the entries their order.
 */
export async function appendAudit(
  tx: Database,
  wish: AuditWish,
  means: { now: Date; digest: (text: string) => string },
): Promise<void> {
  const [last] = await tx.select().from(auditEntry).orderBy(desc(auditEntry.seq)).limit(1);
  const content = {
    ...wish,
    seq: (last?.seq ?? 0) + 1,
    at: means.now.toISOString(),
    previousHash: last?.hash ?? GENESIS,
  };
  const hash = entryHash(content, means.digest);
  await tx.insert(auditEntry).values({ ...content, hash });
  const value = { seq: content.seq, hash };
  await tx
    .insert(setting)
    .values({ name: AUDIT_HEAD, value })
    .onConflictDoUpdate({ target: setting.name, set: { value } });
}
