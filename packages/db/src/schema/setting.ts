import type { Json } from '@regent/core';
import { jsonb, text } from 'drizzle-orm/pg-core';
import { regent } from './regent-schema.ts';

/** Regent's own settings and small facts about the installation, one per name. */
export const setting = regent.table('setting', {
  name: text('name').primaryKey(),
  value: jsonb('value').$type<Json>().notNull(),
});
