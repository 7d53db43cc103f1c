import { actorName, type ItemKind } from '@regent/core';
import { appendAudit, type AuditWish, type Database, lockForTransaction, notify } from '@regent/db';
import type { Ctx } from '../app-context.ts';
import { CHANNEL, type Topic } from './topic.ts';

/** An open write: its transaction, and what it leaves behind beside the rows. */
export interface Write {
  readonly tx: Database;
  /** Who did what, in the same transaction. `detail` never holds a secret. */
  audit(action: string, subject: string, detail?: string): void;
  /** Told to every process when the transaction commits. */
  tell(topic: Topic): void;
  tellItems(...kinds: ItemKind[]): void;
}

/**
 * The only way to change the database on somebody's behalf: one transaction, one writer at a time, so that versions are
 * compared with what really is, audit entries have an order, and everybody hears of it.
 */
export function write<T>(ctx: Ctx, work: (write: Write) => Promise<T>): Promise<T> {
  return ctx.db.transaction(async (tx) => {
    await lockForTransaction(tx, 'write');
    const entries: AuditWish[] = [];
    const topics: Topic[] = [];
    const kinds = new Set<ItemKind>();
    const result = await work({
      tx,
      audit: (action, subject, detail) => {
        entries.push({ actor: actorName(ctx.actor), action, subject, detail: detail ?? null });
      },
      tell: (topic) => topics.push(topic),
      tellItems: (...changed) => {
        for (const kind of changed) kinds.add(kind);
      },
    });
    await appendAudit(tx, entries, { now: ctx.clock(), digest: (text) => ctx.vault.digest(text) });
    if (kinds.size > 0) topics.push({ topic: 'items', kinds: [...kinds] });
    for (const topic of topics) await notify(tx, CHANNEL, JSON.stringify(topic));
    return result;
  });
}
