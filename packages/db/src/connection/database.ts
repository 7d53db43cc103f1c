import type { PgDatabase } from 'drizzle-orm/pg-core';
import type { PostgresJsQueryResultHKT } from 'drizzle-orm/postgres-js';
import type * as schema from '../schema/index.ts';

/** The database or an open transaction in it: queries take either. */
export type Database = PgDatabase<PostgresJsQueryResultHKT, typeof schema>;
