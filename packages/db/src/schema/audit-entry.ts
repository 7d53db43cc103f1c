import { bigint, text } from 'drizzle-orm/pg-core';
import { regent } from './regent-schema.ts';

/** A hash chain: each entry's hash covers its content and the hash before it. */
export const auditEntry = regent.table('audit_entry', {
  seq: bigint('seq', { mode: 'number' }).primaryKey(),
  /** ISO 8601 text, because the hash covers it byte by byte. */
  at: text('at').notNull(),
  actor: text('actor').notNull(),
  action: text('action').notNull(),
  subject: text('subject').notNull(),
  detail: text('detail'),
  previousHash: text('previous_hash').notNull(),
  hash: text('hash').notNull(),
});
