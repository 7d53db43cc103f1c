import type { ItemKind } from '@regent/core';
import { boolean, integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { regent } from './regent-schema.ts';

/** The last try of an item at its provider, whoever made it. */
export const itemTrial = regent.table(
  'item_trial',
  {
    kind: text('kind').$type<ItemKind>().notNull(),
    key: text('key').notNull(),
    ok: boolean('ok').notNull(),
    text: text('text').notNull(),
    durationMs: integer('duration_ms').notNull(),
    at: moment('at').notNull(),
    by: text('by').notNull(),
    /** Keyed digest of each secret that was tried, by field: tells whether it is the one that is saved now. */
    digests: jsonb('digests').$type<Readonly<Record<string, string>>>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key] })],
);
