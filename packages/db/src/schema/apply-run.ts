import type { ApplyStep, Diagnostic, Item, RunOutcome, RunStepView, RunView } from '@regent/core';
import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { regent } from './regent-schema.ts';
import type { FrozenRow } from './frozen-row.ts';

/** One Apply. Everything that a new process needs to finish or close it is in its row. */
export const applyRun = regent.table(
  'apply_run',
  {
    id: text('id').primaryKey(),
    author: text('author').notNull(),
    reason: text('reason').notNull(),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
    /** The step that is being taken; written before it is. */
    step: text('step').$type<ApplyStep>().notNull(),
    baseRevision: integer('base_revision').notNull(),
    /** Hash of the file that lay there when the run began; null when there was none. */
    baseHash: text('base_hash'),
    /** The staged rows that this run folds, and the items that result. */
    frozen: jsonb('frozen').$type<readonly FrozenRow[]>().notNull(),
    snapshot: jsonb('snapshot').$type<readonly Item[]>().notNull(),
    insist: boolean('insist').notNull(),
    /** True once the person's insistence really overrode a verdict of the engine. */
    insisted: boolean('insisted').notNull(),
    confirmModels: integer('confirm_models'),
    /** Only some of what was staged was taken. */
    selected: boolean('selected').notNull().default(false),
    /** How long it may serve unconfirmed; null when nobody has to confirm it. */
    confirmMs: integer('confirm_ms'),
    /** The deadline as it was set last. The file beside the engine is what counts. */
    confirmUntil: moment('confirm_until'),
    /** Who confirmed it, or took it back at once. */
    decidedBy: text('decided_by'),
    /** Who approved the plan, other than its author. */
    approvedBy: text('approved_by'),
    /** Why a freeze or a missing approval was overridden. */
    overrideReason: text('override_reason'),
    artifactHash: text('artifact_hash'),
    fingerprint: text('fingerprint'),
    revision: integer('revision'),
    outcome: text('outcome').$type<RunOutcome>(),
    sentence: text('sentence'),
    error: jsonb('error').$type<RunView['error']>(),
    diagnostics: jsonb('diagnostics').$type<readonly Diagnostic[]>().notNull(),
    log: jsonb('log').$type<readonly string[]>().notNull(),
    leaseOwner: text('lease_owner').notNull(),
    leaseUntil: moment('lease_until').notNull(),
  },
  () => [
    // At most one run is active in the whole installation.
    uniqueIndex('apply_run_one_active').on(sql`(true)`).where(sql`ended_at is null`),
  ],
);

/** The steps of a run, each written before it is taken and again when it ended. */
export const applyEvent = regent.table(
  'apply_event',
  {
    run: text('run')
      .notNull()
      .references(() => applyRun.id),
    step: text('step').$type<ApplyStep>().notNull(),
    state: text('state').$type<RunStepView['state']>().notNull(),
    text: text('text'),
    startedAt: moment('started_at').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [primaryKey({ columns: [table.run, table.step] })],
);
