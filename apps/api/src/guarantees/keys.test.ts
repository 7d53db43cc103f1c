import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@regent/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Harness, startHarness } from '../testing/harness.ts';

/** Keys are LiteLLM's; what it is asked, and what of its answers people see. */
const CLEAR = 'sk-clear-canary';
const row = { token: 'hash', key_name: 'sk-...nary', key_alias: 'bot', models: ['a'], metadata: { team: 'blue' } };

let harness: Harness;
let engine: Server;
let asked: { path: string; body: Record<string, unknown> }[] = [];
let listed: unknown[] = [];

beforeAll(async () => {
  engine = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://engine');
      asked.push({ path, body: body === '' ? Object.fromEntries(searchParams) : JSON.parse(body) });
      response.setHeader('content-type', 'application/json').end(JSON.stringify(answerTo(path)));
    });
  });
  await once(engine.listen(0, '127.0.0.1'), 'listening');
  const { port } = engine.address() as AddressInfo; // listens on TCP
  const connection = { baseUrl: `http://127.0.0.1:${port}`, masterKey: new Secret('sk-master') };
  harness = await startHarness({ engine: connection });
});
afterAll(async () => {
  await harness?.close();
  engine?.closeAllConnections();
  engine?.close();
});
beforeEach(() => {
  asked = [];
  listed = [row];
});

function answerTo(path: string): unknown {
  switch (path) {
    case '/key/list':
      return { keys: listed, total_count: listed.length, current_page: 1, total_pages: 1 };
    case '/key/info':
      return { key: 'hash', info: row };
    case '/key/generate':
      return { key: CLEAR, token_id: 'hash' };
    default:
      return { deleted_keys: [CLEAR] };
  }
}
const sent = (path: string) => asked.find((one) => one.path === path)?.body;

test('a new key says what was asked for and nothing more: no strategy, no fallback, no limit of another key', async () => {
  await harness.admin.key.update({ token: 'hash', maxBudget: 5, rpmLimit: 3, models: ['a'] });
  await harness.admin.key.create({ models: [] });
  expect(sent('/key/generate')).toEqual({ models: [] });
});

test('an edit of a key sends what was changed; what nobody sees here, such as metadata, is not touched', async () => {
  await harness.admin.key.update({ token: 'hash', alias: 'bot-2' });
  expect(sent('/key/update')).toEqual({ key: 'hash', key_alias: 'bot-2' });
});

test('every limit of a key can be cleared, its expiry too, and a limit of nothing is a limit', async () => {
  const cleared = { maxBudget: null, budgetDuration: null, rpmLimit: null, tpmLimit: null, duration: null };
  await harness.admin.key.update({ token: 'hash', ...cleared, models: [] });
  expect(sent('/key/update')).toEqual({
    ...{ key: 'hash', models: [], max_budget: null, budget_duration: null, duration: null },
    ...{ rpm_limit: null, tpm_limit: null },
  });
  asked = [];
  await harness.admin.key.update({ token: 'hash', rpmLimit: 0, maxBudget: 0 });
  expect(sent('/key/update')).toMatchObject({ rpm_limit: 0, max_budget: 0 });
});

test('a key in clear is in the answer that makes it and in no other, whatever the engine sends along', async () => {
  listed = [
    { ...row, key: CLEAR, api_key: CLEAR },
    { ...row, token: 'hash-2', key_alias: null, models: null },
  ];
  const created = await harness.admin.key.create({ models: [] });
  expect(created.key).toBe(CLEAR);
  const answers = [
    created.view,
    await harness.admin.key.list({}),
    await harness.admin.key.block({ token: 'hash' }),
    await harness.admin.key.remove({ tokens: ['hash'] }),
    await harness.admin.audit.list({ limit: 50 }),
  ];
  expect(JSON.stringify(answers)).not.toContain(CLEAR);
});

test('a row that is only a text is no key that people see, and the rest of the page is shown', async () => {
  listed = ['0123-only-a-token', row, { ...row, token: CLEAR }];
  const { keys } = await harness.admin.key.list({});
  expect(keys.map(({ token }) => token)).toEqual(['hash']);
});

test('a list that is sorted by an amount begins with the greatest, as its arrow says', async () => {
  await harness.admin.key.list({ sort: 'spend', page: 3, size: 10 });
  expect(sent('/key/list')).toMatchObject({ sort_by: 'spend', sort_order: 'desc', page: '3', size: '10' });
});

test('models, aliases and budgets of keys are shown by name, and a key without anything is whole', async () => {
  listed = [row, { token: 'bare' }];
  const { keys } = await harness.admin.key.list({});
  expect(keys[0]).toMatchObject({ alias: 'bot', models: ['a'] });
  expect(keys[1]).toMatchObject({ alias: null, models: [], maxBudget: null, expiresAt: null, blocked: false });
});
