import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A real Postgres of the test's own. */
export interface TestPostgres {
  /** Makes an empty database and returns its URL. */
  create(name: string): Promise<string>;
  close(): Promise<void>;
}

interface Local {
  startPostgres(folder: string): Promise<{ url(database: string): string; stop(): Promise<void> }>;
}

/** `@regent/local` depends on this package, so that its tests may find it only at run time. */
const LOCAL = join(import.meta.dirname, '..', '..', '..', 'local', 'src', 'index.ts');

export async function startTestPostgres(): Promise<TestPostgres> {
  const { startPostgres } = (await import(LOCAL)) as Local; // the package exports it
  const folder = await mkdtemp(join(tmpdir(), 'servant-pg-'));
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
export async function query(url: string, text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    return rows;
  } finally {
    await client.end();
  }
}
