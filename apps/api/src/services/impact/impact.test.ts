import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@regent/core';
import { createTestDatabase, type TestDatabase } from '@regent/db/testing';
import { sql } from 'drizzle-orm';
import { connect } from '@regent/db';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, modelData, rollout, saveModel, startHarness } from '../../testing/harness.ts';

/** As much of LiteLLM's admin API as is asked here. */
function startEngine(keys: number): Promise<Server> {
  const key = (index: number) => ({ token: `t${index}`, key_alias: `key ${index}`, models: index % 2 ? ['a'] : [] });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://engine');
    const page = Number(url.searchParams.get('page'));
    const size = Number(url.searchParams.get('size'));
    const body =
      url.pathname === '/key/list'
        ? {
            keys: Array.from({ length: keys }, (_, index) => key(index)).slice((page - 1) * size, page * size),
            ...{ total_count: keys, current_page: page, total_pages: Math.ceil(keys / size) },
          }
        : [
            { team_id: 'x', team_alias: 'blue', models: ['a', 'b'] },
            { team_id: 'y', models: ['b'] },
          ];
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

let engine: Server;
let spend: TestDatabase;
let harness: Harness;

async function start(keys: number): Promise<string> {
  engine = await startEngine(keys);
  const { port } = engine.address() as AddressInfo; // listens on TCP
  harness = await startHarness({
    engine: { baseUrl: `http://127.0.0.1:${port}`, masterKey: new Secret('sk-master') },
    spendDatabaseUrl: spend.url,
  });
  const changed = await saveModel(harness, 'a');
  await rollout(harness);
  await harness.admin.item.save({
    kind: 'model',
    key: changed,
    data: modelData('a', { rpm: 5 }),
    baseVersion: 0,
  });
  return changed;
}

beforeEach(async () => {
  spend = await createTestDatabase();
});
afterEach(async () => {
  await harness.close();
  engine.closeAllConnections();
  engine.close();
  await spend.close();
});

test('all pages of keys, the teams and seven days of traffic of the changed groups are told', async () => {
  const changed = await start(250);
  const rows = connect(spend.url);
  await rows.db.execute(
    sql`create table "LiteLLM_SpendLogs" (model_group text, total_tokens int, spend float8, "startTime" timestamp)`,
  );
  await rows.db.execute(sql`insert into "LiteLLM_SpendLogs" values
    ('a', 10, 0.5, (now() at time zone 'utc') - interval '1 day'), ('a', 5, 0.25, (now() at time zone 'utc')),
    ('a', 99, 9, (now() at time zone 'utc') - interval '8 days'), ('b', 7, 1, (now() at time zone 'utc'))`);
  await rows.close();
  const impact = await harness.admin.change.impact();
  expect(impact).toMatchObject({
    groups: ['a'],
    keys: { state: 'known', cut: null },
    teams: { state: 'known', found: [{ kind: 'team', key: 'x', name: 'blue' }] },
    traffic: { state: 'known', found: [{ group: 'a', requests: 2, tokens: 15, spend: 0.75 }] },
  });
  expect(impact.keys.state === 'known' && impact.keys.found.length).toBe(125);
  const users = await harness.admin.item.usedBy({ kind: 'model', key: changed });
  expect(users.filter(({ kind }) => kind === 'virtual_key')).toHaveLength(125);
  expect(users.filter(({ kind }) => kind === 'team')).toHaveLength(1);
});

test('what was not looked at is said', async () => {
  await start(5_001);
  const { keys } = await harness.admin.change.impact();
  expect(keys).toMatchObject({ cut: 'only the newest 5000 of 5001 virtual keys were looked at' });
});

test('a look-up that failed is failed, never nothing', async () => {
  const changed = await start(1);
  engine.closeAllConnections();
  engine.close();
  const failed = { state: 'failed', reason: expect.stringContaining('could not be looked up') };
  expect(await harness.admin.change.impact()).toMatchObject({ keys: failed, teams: failed, traffic: failed });
  const users = await harness.admin.item.usedBy({ kind: 'model', key: changed });
  expect(users.map(({ key, text }) => [key, text])).toEqual([
    ['', 'virtual keys could not be looked up'],
    ['', 'teams could not be looked up'],
  ]);
});

test('keys that reach further than they say are told with the way, and a look that failed is no empty one', async () => {
  await start(3);
  await saveModel(harness, 'b');
  const data = { section: 'router_settings', class: 'general', source: 'a', targets: ['b'] };
  await harness.admin.item.save({ kind: 'fallback', data, baseVersion: 0 });
  expect(await harness.admin.integrity.keys()).toMatchObject({
    state: 'known',
    found: [{ token: 't1', name: 'key 1', groups: [{ group: 'b', text: 'a → fallback b' }] }],
  });
  engine.closeAllConnections();
  engine.close();
  expect(await harness.admin.integrity.keys()).toMatchObject({ state: 'failed' });
});
