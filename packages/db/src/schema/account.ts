import type { Role } from '@regent/core';
import { sql } from 'drizzle-orm';
import { index, integer, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { regent } from './regent-schema.ts';

export const account = regent.table(
  'account',
  {
    id: text('id').primaryKey(),
    email: text('email').notNull(),
    /** PHC string (argon2id). */
    passwordHash: text('password_hash').notNull(),
    role: text('role').$type<Role>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [uniqueIndex('account_email').on(sql`lower(${table.email})`)],
);

/** Only a hash of the token is stored; `row` names a session to people. */
export const session = regent.table(
  'session',
  {
    hash: text('hash').primaryKey(),
    row: text('row').notNull(),
    account: text('account')
      .notNull()
      .references(() => account.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
    /** Idle end; moves with use, never beyond the absolute end. */
    expiresAt: moment('expires_at').notNull(),
    userAgent: text('user_agent'),
  },
  (table) => [index('session_account').on(table.account)],
);

export const apiToken = regent.table('api_token', {
  id: text('id').primaryKey(),
  hash: text('hash').notNull().unique(),
  name: text('name').notNull(),
  role: text('role').$type<Role>().notNull(),
  /** Account that made it; null for one that the command line made. */
  createdBy: text('created_by').notNull(),
  createdAt: moment('created_at').notNull(),
  lastUsedAt: moment('last_used_at'),
  expiresAt: moment('expires_at'),
  revokedAt: moment('revoked_at'),
});

/** One-time link by which the first administrator is made. */
export const setupToken = regent.table('setup_token', {
  hash: text('hash').primaryKey(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
});

/** One-time link by which somebody makes an account of their own. */
export const invitation = regent.table('invitation', {
  hash: text('hash').primaryKey(),
  role: text('role').$type<Role>().notNull(),
  createdBy: text('created_by').notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
});

/** Failed sign-ins per address and per e-mail. */
export const signInAttempt = regent.table('sign_in_attempt', {
  subject: text('subject').primaryKey(),
  failures: integer('failures').notNull(),
  lastFailureAt: moment('last_failure_at').notNull(),
});
