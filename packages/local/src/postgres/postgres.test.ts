import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecrets } from '../secrets.ts';
import { makeStateFolder, type StateFolder } from '../state-folder.ts';
import { waitUntil } from '../up/wait.ts';
import { databaseUrl, ensureDatabases } from './roles.ts';
import { serverPid } from './server.ts';
import { type RunningPostgres, startPostgres } from './start-postgres.ts';

let state: StateFolder;
let server: RunningPostgres;

beforeEach(async () => {
  state = await makeStateFolder(await mkdtemp(join(tmpdir(), 'regent-postgres-')));
  server = await startPostgres(state.postgres);
});

afterEach(async () => {
  await server.stop();
  await rm(state.root, { recursive: true, force: true });
});

async function ask<T>(url: string, work: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await work(sql);
  } finally {
    await sql.end();
  }
}

test('roles enter their own database and no other', async () => {
  const secrets = await loadSecrets(state);
  await ensureDatabases(server.cluster, secrets);
  await ensureDatabases(server.cluster, secrets); // a second start changes nothing
  const regent = (database: string) => databaseUrl(server.cluster, 'regent', secrets.regentPassword, database);
  const read = databaseUrl(server.cluster, 'regent_read', secrets.readPassword, 'litellm');
  expect(await ask(regent('regent'), (sql) => sql`select current_user as role`)).toMatchObject([{ role: 'regent' }]);
  await expect(ask(regent('litellm'), (sql) => sql`select 1`)).rejects.toThrow('permission denied');
  const litellm = databaseUrl(server.cluster, 'litellm', secrets.litellmPassword, 'litellm');
  await ask(litellm, (sql) => sql`create table later (n int)`);
  expect(await ask(read, (sql) => sql`select * from later`)).toEqual([]);
  await expect(ask(read, (sql) => sql`insert into later values (1)`)).rejects.toThrow('permission denied');
});

test('a wrong password is refused', async () => {
  const url = databaseUrl(server.cluster, 'regent_root', 'wrong', 'postgres');
  await expect(ask(url, (sql) => sql`select 1`)).rejects.toThrow('password authentication failed');
});

test('committed rows survive kill -9 of the server, and it comes back on the same port', async () => {
  await ask(server.url('postgres'), (sql) => sql`create table kept as select generate_series(1, 1000) as n`);
  const port = server.cluster.port;
  const pid = await serverPid(server.cluster);
  if (pid === null) throw new Error('no server');
  process.kill(pid, 'SIGKILL');
  await waitUntil(async () => (await serverPid(server.cluster)) === null, 10_000, 'server lives');
  server = await startPostgres(state.postgres);
  expect(server.cluster.port).toBe(port);
  expect(await ask(server.url('postgres'), (sql) => sql`select count(*)::int as n from kept`)).toMatchObject([
    { n: 1000 },
  ]);
});

test('two servers never share one cluster', async () => {
  await expect(startPostgres(state.postgres)).rejects.toThrow('runs already');
});
