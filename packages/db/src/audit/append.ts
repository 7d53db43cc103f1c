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
  wishes: readonly AuditWish[],
  means: { now: Date; digest: (text: string) => string },
): Promise<void> {
  if (wishes.length === 0) return;
  const [last] = await tx.select().from(auditEntry).orderBy(desc(auditEntry.seq)).limit(1);
  let head = { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS };
  const rows = wishes.map((wish) => {
    const content = { ...wish, seq: head.seq + 1, at: means.now.toISOString(), previousHash: head.hash };
    head = { seq: content.seq, hash: entryHash(content, means.digest) };
    return { ...content, hash: head.hash };
  });
  for (let start = 0; start < rows.length; start += BATCH) {
    await tx.insert(auditEntry).values(rows.slice(start, start + BATCH));
  }
  await tx
    .insert(setting)
    .values({ name: AUDIT_HEAD, value: head })
    .onConflictDoUpdate({ target: setting.name, set: { value: head } });
}

/** Postgres takes at most 65535 parameters in one statement. */
const BATCH = 1_000;
