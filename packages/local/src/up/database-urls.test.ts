import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningPostgres, startPostgres } from '../postgres/start-postgres.ts';
import { externalDatabases } from './database-urls.ts';

/** A server of the operator's own, with a role for Regent. */
let folder: string;
let server: RunningPostgres;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regent-external-'));
  server = await startPostgres(folder);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

async function ask(url: string, text: string): Promise<postgres.Row[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe(text))];
  } finally {
    await sql.end();
  }
}

/** Makes a role with a database of its own, and no LiteLLM database yet. */
async function ownerUrl(role: string, right: string): Promise<string> {
  const root = server.url('postgres');
  await ask(root, 'DROP DATABASE IF EXISTS litellm');
  await ask(root, `CREATE ROLE "${role}" LOGIN PASSWORD 'secret' ${right}`);
  await ask(root, `CREATE DATABASE "${role}" OWNER "${role}"`);
  return `postgres://${role}:secret@127.0.0.1:${server.cluster.port}/${role}`;
}

test('LiteLLM’s database is made where the role may, and found by the next start', async () => {
  const url = await ownerUrl('may', 'CREATEDB');
  const made = await externalDatabases(url, null);
  expect(made).toMatchObject({ regentUrl: url, readUrl: null });
  const [row] = await ask(made.litellmUrl, 'select current_database() as name, current_user as role');
  expect(row).toEqual({ name: 'litellm', role: 'may' });
  expect((await externalDatabases(url, null)).litellmUrl).toBe(made.litellmUrl);
});

test('where it may not, the exact SQL is said, and a start after it goes on', async () => {
  const url = await ownerUrl('may_not', '');
  const refusal = await externalDatabases(url, null).catch((error: Error) => error.message);
  const [sql = ''] = /CREATE DATABASE [^;]+;/.exec(String(refusal)) ?? [];
  expect(sql).toBe('CREATE DATABASE litellm OWNER "may_not";');
  expect(refusal).toContain('or set LITELLM_DATABASE_URL');
  expect(refusal).not.toContain('secret');
  await ask(server.url('postgres'), sql);
  const { litellmUrl } = await externalDatabases(url, null);
  await ask(litellmUrl, 'create table mine (n int)');
});

test('a server that is not there is not called a missing right', async () => {
  const refusal = await externalDatabases('postgres://me:secret@127.0.0.1:1/regent', null).catch(
    (error: Error) => error.message,
  );
  expect(refusal).toContain('DATABASE_URL');
  expect(refusal).not.toContain('CREATE DATABASE');
  expect(refusal).not.toContain('secret');
});
