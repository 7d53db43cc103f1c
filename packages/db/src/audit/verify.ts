import type { AuditVerdict } from '@regent/core';
import { asc, eq, gt } from 'drizzle-orm';
import type { Database } from '../connection/database.ts';
import { auditEntry, setting } from '../schema/index.ts';
import { AUDIT_HEAD } from './append.ts';
import { entryHash, GENESIS } from './chain.ts';

const BATCH = 1_000;

/** Walks the whole chain: a changed, removed, inserted or cut-off entry is named by its number. */
export function verifyAudit(db: Database, digest: (text: string) => string): Promise<AuditVerdict> {
  // One snapshot, so that entries appended meanwhile are not mistaken for a broken end.
  return db.transaction((tx) => walk(tx, digest), { isolationLevel: 'repeatable read', accessMode: 'read only' });
}

async function walk(tx: Database, digest: (text: string) => string): Promise<AuditVerdict> {
  let seq = 0;
  let hash = GENESIS;
  for (;;) {
    const rows = await tx
      .select()
      .from(auditEntry)
      .where(gt(auditEntry.seq, seq))
      .orderBy(asc(auditEntry.seq))
      .limit(BATCH);
    for (const row of rows) {
      const holds = row.seq === seq + 1 && row.previousHash === hash && row.hash === entryHash(row, digest);
      if (!holds) return { ok: false, entries: seq, brokenAt: seq + 1 };
      seq = row.seq;
      hash = row.hash;
    }
    if (rows.length < BATCH) break;
  }
  const [head] = await tx.select().from(setting).where(eq(setting.name, AUDIT_HEAD));
  const whole = head === undefined ? seq === 0 : isHead(head.value, seq, hash);
  return whole ? { ok: true, entries: seq, brokenAt: null } : { ok: false, entries: seq, brokenAt: seq + 1 };
}

function isHead(value: unknown, seq: number, hash: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'seq' in value && value.seq === seq && 'hash' in value && value.hash === hash;
}
