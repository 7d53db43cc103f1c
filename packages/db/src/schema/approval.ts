import { primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { regent } from './regent-schema.ts';

/** Who approved which plan. A plan names exactly what was reviewed, so an approval ends with the next edit. */
export const approval = regent.table(
  'approval',
  {
    plan: text('plan').notNull(),
    person: text('person').notNull(),
    at: moment('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.plan, table.person] })],
);
