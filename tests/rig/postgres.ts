import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@regent/local';
import postgres from 'postgres';

/** A real Postgres of the test's own. */
export interface TestPostgres {
  /** Makes an empty database and returns its URL. */
  create(name: string): Promise<string>;
  close(): Promise<void>;
}

export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'regent-pg-'));
  const server = await startPostgres(folder);
  return {
    create: async (name) => {
      await query(server.url('postgres'), `CREATE DATABASE ${name}`);
      return server.url(name);
    },
    close: async () => {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs one statement on a connection of its own. */
export async function query(url: string, text: string, values: string[] = []): Promise<Record<string, unknown>[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe<Record<string, unknown>[]>(text, values))];
  } finally {
    await sql.end();
  }
}
