import { Engine } from '@regent/servant/query-engine';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { query, startTestPostgres, type TestPostgres } from '../rig/postgres.ts';

const SCHEMA = `
datasource client {
  provider = "postgresql"
  url      = env("TEST_DATABASE_URL")
}

model Account {
  id      String   @id
  balance Int
  meta    Json     @default("{}")
  opened  DateTime @default(now())
  tags    String[]
}
`;
const TABLE = `CREATE TABLE "Account" (id text PRIMARY KEY, balance int NOT NULL, meta jsonb NOT NULL DEFAULT '{}',
  opened timestamp(3) NOT NULL DEFAULT now(), tags text[])`;
const POOL = 'connection_limit=4&pool_timeout=2';

describe('query engine on a real Postgres', { timeout: 30_000 }, () => {
  let postgres: TestPostgres;
  let url: string;
  let engine: Engine;

  beforeAll(async () => {
    postgres = await startTestPostgres();
    url = await postgres.create('accounts');
    await query(url, TABLE);
    const environment = { TEST_DATABASE_URL: `${url}?${POOL}`, QUERY_ENGINE_RAW_RESULTS: 'objects' };
    engine = await Engine.start({ schema: SCHEMA, environment, log: () => {} });
  }, 60_000);
  afterAll(async () => {
    await engine?.stop();
    await postgres?.close();
  });
  beforeEach(() => query(url, 'TRUNCATE "Account"'));

  const open = async (timeoutMs = 5000) => {
    const answer = await engine.startTransaction(JSON.stringify({ max_wait: 5000, timeout: timeoutMs }));
    return (answer as { id: string }).id;
  };
  const create = (id: string, transaction?: string) =>
    engine.run(
      { query: `mutation { result: createOneAccount(data: { id: "${id}" balance: 1 }) { id balance } }` },
      transaction,
    );
  const add = (id: string, transaction: string) =>
    engine.run(
      {
        query: `mutation { result: updateOneAccount(where: { id: "${id}" } data: { balance: { increment: 1 } }) { balance } }`,
      },
      transaction,
    );
  const code = (answer: { errors?: readonly unknown[] }) => {
    const [error] = (answer.errors ?? []) as { user_facing_error: { error_code: string } }[]; // the engine's protocol
    return error?.user_facing_error.error_code ?? null;
  };

  test('30 concurrent transactions on one row lose no update, although the pool has four connections', async () => {
    await create('a');
    await Promise.all(
      Array.from({ length: 30 }, async () => {
        const transaction = await open();
        await add('a', transaction);
        await engine.commitTransaction(transaction);
      }),
    );
    expect(await query(url, 'SELECT balance FROM "Account"')).toEqual([{ balance: 31 }]);
  });

  test('nobody sees what a transaction has written before its commit, and a rollback leaves nothing', async () => {
    const [kept, dropped] = [await open(), await open()];
    await create('kept', kept);
    await create('dropped', dropped);
    expect(await query(url, 'SELECT id FROM "Account"')).toEqual([]);
    await engine.rollbackTransaction(dropped);
    await engine.commitTransaction(kept);
    expect(await query(url, 'SELECT id FROM "Account"')).toEqual([{ id: 'kept' }]);
  });

  test('a transaction that nobody ends gives its connection back after its time', async () => {
    await Promise.all(Array.from({ length: 4 }, () => open(200)));
    expect((await create('after')).data).toEqual({ result: { id: 'after', balance: 1 } });
  });

  test('a batch in a transaction is all or nothing', async () => {
    const one = { query: 'mutation { result: createOneAccount(data: { id: "x" balance: 1 }) { id } }' };
    const answer = await engine.run({ batch: [one, one], transaction: true });
    expect(JSON.stringify(answer)).toContain('P2002');
    expect(await query(url, 'SELECT id FROM "Account"')).toEqual([]);
  });

  test('JSON, times, lists and null travel in the shapes of the GraphQL protocol', async () => {
    const data = String.raw`{ id: "j" balance: -5 meta: "{\"deep\":[1,{\"a\":null}]}" opened: "2026-01-02T03:04:05.678Z" tags: ["x", "y"] }`;
    const answer = await engine.run({
      query: `mutation { result: createOneAccount(data: ${data}) { id meta opened tags } }`,
    });
    const created = (answer.data as { result: { meta: string } }).result;
    expect(created).toMatchObject({ id: 'j', opened: '2026-01-02T03:04:05.678Z', tags: ['x', 'y'] });
    expect(JSON.parse(created.meta)).toEqual({ deep: [1, { a: null }] });
    const absent = await engine.run({ query: 'query { result: findUniqueAccount(where: { id: "nobody" }) { id } }' });
    expect(absent.data).toEqual({ result: null });
  });

  test('raw rows come as typed objects, as the older client reads them', async () => {
    const answer = await engine.run({
      query: 'mutation { result: queryRaw(query: "SELECT 1::int AS n, null::text AS t" parameters: "[]") }',
    });
    expect(answer.data).toEqual({
      result: [{ n: { prisma__type: 'int', prisma__value: 1 }, t: { prisma__type: 'null', prisma__value: null } }],
    });
  });

  test('a duplicate key, an unreadable request and a cut connection have the codes of the native engine', async () => {
    await create('d');
    expect(code(await create('d'))).toBe('P2002');
    expect(code(await engine.run({ query: 'query { result: frobnicate { id } }' }))).toBe('P2009');
    await query(
      url,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
    const answers = await Promise.all([create('e'), create('f')]);
    expect([null, 'P1017']).toEqual(expect.arrayContaining(answers.map(code)));
    expect((await create('g')).data).toEqual({ result: { id: 'g', balance: 1 } });
  });

  test('a server that is not there is P1001, a wrong password P1000, a missing database P1003', async () => {
    const start = (wrong: string) =>
      Engine.start({ schema: SCHEMA, environment: { TEST_DATABASE_URL: wrong }, log: () => {} });
    await expect(start('postgresql://u:p@127.0.0.1:1/x')).rejects.toMatchObject({ code: 'P1001' });
    await expect(start(url.replace(/:\/\/([^:]+):[^@]+@/, '://$1:wrong@'))).rejects.toMatchObject({ code: 'P1000' });
    await expect(start(url.replace(/accounts$/, 'absent'))).rejects.toMatchObject({ code: 'P1003' });
  });
});
