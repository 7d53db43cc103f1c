import { sql } from 'drizzle-orm';
import { check, integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';
import { regent } from './regent-schema.ts';

/** A data key, wrapped by the key-encryption key that only the environment holds. */
export const vaultKey = regent.table('vault_key', {
  id: text('id').primaryKey(),
  wrapped: bytes('wrapped').notNull(),
  createdAt: moment('created_at').notNull(),
  /** Set when a newer key took its place for new secrets. */
  retiredAt: moment('retired_at'),
});

export const secret = regent.table('secret', {
  id: text('id').primaryKey(),
  createdAt: moment('created_at').notNull(),
  createdBy: text('created_by').notNull(),
});

/**
 * Versions are immutable: re-encryption changes `sealed` and `key`, never the version or what it opens to. A revoked
 * version keeps its row, so that its number is never used again, and has nothing left to open.
 */
export const secretVersion = regent.table(
  'secret_version',
  {
    secret: text('secret')
      .notNull()
      .references(() => secret.id),
    version: integer('version').notNull(),
    key: text('key').references(() => vaultKey.id),
    sealed: bytes('sealed'),
    /** Keyed digest of the text: tells equal secrets apart from different ones without opening them. */
    digest: text('digest').notNull(),
    createdAt: moment('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    revokedAt: moment('revoked_at'),
    revokedBy: text('revoked_by'),
  },
  (table) => [
    primaryKey({ columns: [table.secret, table.version] }),
    check(
      'secret_version_sealed_or_revoked',
      sql`(${table.revokedAt} is null) = (${table.sealed} is not null) and (${table.sealed} is null) = (${table.key} is null)`,
    ),
  ],
);
