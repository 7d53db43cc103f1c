import type { Item, ItemKind, JsonObject, RevisionView, StagedFlag } from '@regent/core';
import { bigint, boolean, index, integer, jsonb, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { regent } from './regent-schema.ts';

/** What an Apply committed. The snapshot holds secret references, never secrets. */
export const revision = regent.table('revision', {
  number: integer('number').primaryKey(),
  parent: integer('parent'),
  author: text('author').notNull(),
  reason: text('reason').notNull(),
  createdAt: moment('created_at').notNull(),
  outcome: text('outcome').$type<RevisionView['outcome']>().notNull(),
  fingerprint: text('fingerprint').notNull(),
  /** Of the artifact on disk; drift is measured against it. */
  artifactHash: text('artifact_hash').notNull(),
  engineVersion: text('engine_version'),
  models: integer('models').notNull(),
  insisted: boolean('insisted').notNull(),
  /** Only some of what was staged was taken. */
  selected: boolean('selected').notNull().default(false),
  approvedBy: text('approved_by'),
  /** Why a freeze or a missing approval was overridden. */
  overrideReason: text('override_reason'),
  /** What people wrote about it afterwards. */
  note: text('note').notNull().default(''),
  tags: jsonb('tags').$type<readonly string[]>().notNull().default([]),
  snapshot: jsonb('snapshot').$type<readonly Item[]>().notNull(),
});

/** What a revision did to each item it touched. */
export const revisionChange = regent.table(
  'revision_change',
  {
    revision: integer('revision')
      .notNull()
      .references(() => revision.number),
    kind: text('kind').$type<ItemKind>().notNull(),
    key: text('key').notNull(),
    flag: text('flag').$type<StagedFlag>().notNull(),
    author: text('author').notNull(),
    stagedAt: moment('staged_at').notNull(),
    version: bigint('version', { mode: 'number' }).notNull(),
    before: jsonb('before').$type<JsonObject>(),
    after: jsonb('after').$type<JsonObject>(),
  },
  (table) => [
    primaryKey({ columns: [table.revision, table.kind, table.key] }),
    // "Which revisions touched this item?"
    index('revision_change_item').on(table.kind, table.key),
  ],
);
