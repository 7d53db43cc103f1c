import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { migrate } from '../connection/migrate.ts';
import { testServerUrl } from '../env.ts';

export interface TestDatabase {
  readonly url: string;
  /** Cuts every connection and drops the database. */
  close(): Promise<void>;
}

const TEMPLATE = 'regent_template';

/** A fresh, migrated database of its own on the test server, copied from a template in a few hundredths of a second. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = testServerUrl();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withServer(server, async (sql) => {
    await sql`select pg_advisory_lock(24222, 99)`; // copying a template wants nobody else in it
    await ensureTemplate(sql, server);
    await sql.unsafe(`create database ${name} template ${TEMPLATE} strategy wal_log`);
  });
  return {
    url: urlOf(server, name),
    close: () => withServer(server, (sql) => sql.unsafe(`drop database if exists ${name} with (force)`)),
  };
}

let templateReady = false;

async function ensureTemplate(sql: postgres.Sql, server: string): Promise<void> {
  if (templateReady) return;
  const [found] = await sql`select 1 from pg_database where datname = ${TEMPLATE}`;
  if (!found) await sql.unsafe(`create database ${TEMPLATE}`);
  await migrate(urlOf(server, TEMPLATE));
  templateReady = true;
}

async function withServer(url: string, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
