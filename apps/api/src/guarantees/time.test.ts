import { connect } from '@regent/db';
import { createTestDatabase, type TestDatabase } from '@regent/db/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, startHarness } from '../testing/harness.ts';

/** LiteLLM stores UTC in columns without a zone, and a failed look must not read as "nothing happened". */
let harness: Harness;
let spend: TestDatabase;
beforeEach(async () => {
  spend = await createTestDatabase();
  harness = await startHarness({ spendDatabaseUrl: spend.url, clock: () => new Date('2026-03-29T12:30:00Z') });
});
afterEach(async () => {
  await harness.close();
  await spend.close();
});

async function withRows(...statements: readonly ReturnType<typeof sql>[]): Promise<void> {
  const rows = connect(spend.url);
  try {
    for (const statement of statements) await rows.db.execute(statement);
  } finally {
    await rows.close();
  }
}
const traffic = async () => (await harness.admin.dashboard.get()).traffic;

test('hours of traffic carry their zone and are counted in UTC, whatever zone the database thinks in', async () => {
  await withRows(
    sql`create table "LiteLLM_SpendLogs" ("startTime" timestamp, status text, spend float8)`,
    sql`insert into "LiteLLM_SpendLogs" values ('2026-03-29 11:59:59', 'success', 1), ('2026-03-28 12:30:01', 'failure', 2),
      ('2026-03-28 12:29:59', 'success', 4)`,
    sql`do $$ begin execute format('alter database %I set timezone to ''Pacific/Auckland''', current_database()); end $$`,
  );
  const told = await traffic();
  expect(told).toMatchObject({ state: 'ok', requests: 2, spend: 3, errors: 1 });
  expect(told.state === 'ok' && told.hours.filter(({ requests }) => requests > 0)).toEqual([
    { at: '2026-03-28T12:00:00Z', requests: 1, spend: 2, errors: 1 },
    { at: '2026-03-29T11:00:00Z', requests: 1, spend: 1, errors: 0 },
  ]);
});

test('rows of older engines without status or spend are requests, and no errors', async () => {
  await withRows(
    sql`create table "LiteLLM_SpendLogs" ("startTime" timestamp, status text, spend float8)`,
    sql`insert into "LiteLLM_SpendLogs" values ('2026-03-29 11:00:00', null, null)`,
  );
  expect(await traffic()).toMatchObject({ state: 'ok', requests: 1, spend: 0, errors: 0 });
});

test('spend rows that cannot be read are a failure that is shown, never zero requests', async () => {
  expect(await traffic()).toEqual({ state: 'failed', text: expect.stringContaining('could not be read') });
  await withRows(sql`create table "LiteLLM_SpendLogs" ("startTime" text, status text, spend float8)`);
  expect(await traffic()).toMatchObject({ state: 'failed' });
});

test('every moment that the API tells names its zone', async () => {
  const { item } = await harness.admin.item.save({ kind: 'alias', data: { name: 'a', target: 'b' }, baseVersion: 0 });
  const { entries } = await harness.admin.audit.list({ limit: 5 });
  const texts = JSON.stringify([item, entries, await harness.admin.revision.list({ limit: 5 })]);
  const moments = [...texts.matchAll(/\d{4}-\d\d-\d\dT[^"]*/g)].map(([moment]) => moment);
  expect(moments.length).toBeGreaterThan(2);
  for (const moment of moments) expect(moment).toMatch(/(Z|[+-]\d\d:\d\d)$/);
});
