import type { ItemKind, JsonObject, StagedFlag } from '@regent/core';
import { bigint, integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { regent } from './regent-schema.ts';

/** What the last Apply committed. `config.yaml` is a rendering of exactly these rows. */
export const itemApplied = regent.table(
  'item_applied',
  {
    kind: text('kind').$type<ItemKind>().notNull(),
    key: text('key').notNull(),
    data: jsonb('data').$type<JsonObject>().notNull(),
    position: text('position'),
    /** The revision that last changed this item. */
    revision: integer('revision').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key] })],
);

/** Versions of staged items are never used twice, so that a discard followed by a new edit is seen as a change. */
export const itemVersion = regent.sequence('item_version');

/** Pending edits. `deleted` keeps no data. */
export const itemStaged = regent.table(
  'item_staged',
  {
    kind: text('kind').$type<ItemKind>().notNull(),
    key: text('key').notNull(),
    flag: text('flag').$type<StagedFlag>().notNull(),
    data: jsonb('data').$type<JsonObject>(),
    position: text('position'),
    version: bigint('version', { mode: 'number' }).notNull(),
    /** What this edit replaced: the base of a three-way view when two people edit the same item. */
    replaced: jsonb('replaced').$type<JsonObject>(),
    /** Version that `replaced` had; 0 when it was the applied item. */
    replacedVersion: bigint('replaced_version', { mode: 'number' }).notNull(),
    author: text('author').notNull(),
    stagedAt: moment('staged_at').notNull(),
    baseRevision: integer('base_revision').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.key] })],
);
