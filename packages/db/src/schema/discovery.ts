import type { DiscoveryDiff } from '@regent/core';
import { boolean, integer, jsonb, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { regent } from './regent-schema.ts';

/** An upstream that is asked for its models by schedule, with what it proposes until somebody decides. */
export const discovery = regent.table('discovery', {
  id: text('id').primaryKey(),
  provider: text('provider').notNull(),
  apiBase: text('api_base'),
  credentialKey: text('credential_key'),
  everyMinutes: integer('every_minutes').notNull(),
  missesMax: integer('misses_max').notNull(),
  enabled: boolean('enabled').notNull(),
  lastRunAt: moment('last_run_at'),
  lastError: text('last_error'),
  proposal: jsonb('proposal').$type<DiscoveryDiff>(),
  proposedAt: moment('proposed_at'),
  /** Answers in a row in which a deployment (by key) was missing. */
  misses: jsonb('misses').$type<Readonly<Record<string, number>>>().notNull(),
  /** What somebody did not want to be asked about again. */
  dismissed: jsonb('dismissed').$type<readonly string[]>().notNull(),
});
