import { setTimeout as sleep } from 'node:timers/promises';
import {
  blockKey,
  callEngine,
  createKey,
  deleteKeys,
  EngineApiError,
  engineReadiness,
  keyInfo,
  listKeys,
  servedDeployments,
  updateKey,
} from '@regent/litellm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startGateway, type TestGateway } from '../rig/gateway.ts';

/** Keys, users, teams, budgets and spend through LiteLLM's own API on our query engine and a real Postgres. */
let gateway: TestGateway;

const config = (providerUrl: string) => `
model_list:
  - model_name: chat
    litellm_params: { model: openai/demo-chat, api_base: "${providerUrl}", api_key: none, input_cost_per_token: 0.001, output_cost_per_token: 0.002 }
    model_info: { id: dep-chat }
  - model_name: other
    litellm_params: { model: openai/demo-echo, api_base: "${providerUrl}", api_key: none }
    model_info: { id: dep-other }
general_settings: { store_model_in_db: false, proxy_batch_write_at: 2 }
`;

beforeAll(async () => {
  gateway = await startGateway(config);
});
afterAll(() => gateway?.stop());

const anything = z.unknown();
const api = (method: 'GET' | 'POST', path: string, body?: unknown) =>
  callEngine(gateway.connection, { method, path, body, answer: anything });

async function until<T>(look: () => Promise<T>, good: (value: T) => boolean): Promise<T> {
  for (const deadline = Date.now() + 45_000; ; await sleep(200)) {
    const value = await look();
    if (good(value) || Date.now() > deadline) return value;
  }
}

test('the engine is ready and reaches its database', async () => {
  expect(await engineReadiness(gateway.connection)).toEqual({ state: 'ready', database: true });
  expect((await servedDeployments(gateway.connection)).map(({ id }) => id).sort()).toEqual(['dep-chat', 'dep-other']);
});

test('a key works for its models only, until it is blocked, and again when unblocked', async () => {
  const { key, token } = await createKey(gateway.connection, { alias: 'narrow', models: ['chat'] });
  expect((await gateway.chat(key, { model: 'chat' })).status).toBe(200);
  expect((await gateway.chat(key, { model: 'other' })).status).toBe(403);
  await blockKey(gateway.connection, token, true);
  expect((await gateway.chat(key, { model: 'chat' })).status).toBe(401);
  await blockKey(gateway.connection, token, false);
  expect((await gateway.chat(key, { model: 'chat' })).status).toBe(200);
});

test('a wrong, a missing and a deleted key are refused', async () => {
  expect((await gateway.chat('sk-wrong', { model: 'chat' })).status).toBe(401);
  const { key, token } = await createKey(gateway.connection, { alias: 'short-lived' });
  await deleteKeys(gateway.connection, [token]);
  expect((await gateway.chat(key, { model: 'chat' })).status).toBe(401);
});

test('keys are listed with their limits, page by page, and a limit can be cleared', async () => {
  const { token } = await createKey(gateway.connection, {
    alias: 'limited',
    maxBudget: 5,
    budgetDuration: '30d',
    rpmLimit: 3,
    duration: '1h',
  });
  const page = await listKeys(gateway.connection, { page: 1, size: 100 });
  const view = page.keys.find((candidate) => candidate.token === token);
  expect(view).toMatchObject({ alias: 'limited', maxBudget: 5, budgetDuration: '30d', rpmLimit: 3, blocked: false });
  expect(view?.expiresAt).not.toBeNull();
  await updateKey(gateway.connection, token, { rpmLimit: null });
  expect((await keyInfo(gateway.connection, token)).rpmLimit).toBeNull();
});

test('the rpm limit of a key answers 429', async () => {
  const { key } = await createKey(gateway.connection, { alias: 'slow', rpmLimit: 1 });
  expect((await gateway.chat(key, { model: 'chat' })).status).toBe(200);
  expect((await gateway.chat(key, { model: 'chat' })).status).toBe(429);
});

test('spend is booked to the key, and an exhausted budget answers 422 until it is raised', async () => {
  const { key, token } = await createKey(gateway.connection, { alias: 'spender', maxBudget: 0.005 });
  expect((await gateway.chat(key, { model: 'chat' })).status).toBe(200);
  const booked = await until(
    () => keyInfo(gateway.connection, token),
    (view) => view.spend > 0,
  );
  expect(booked.spend).toBeGreaterThan(0.005);
  const refused = await until(
    async () => (await gateway.chat(key, { model: 'chat' })).status,
    (status) => status === 422,
  );
  expect(refused).toBe(422);
  await updateKey(gateway.connection, token, { maxBudget: 100 });
  expect(
    await until(
      async () => (await gateway.chat(key, { model: 'chat' })).status,
      (status) => status === 200,
    ),
  ).toBe(200);
});

test('users, teams and budgets are made and read back', async () => {
  await api('POST', '/user/new', {
    user_id: 'ada',
    user_email: 'ada@example.com',
    user_role: 'internal_user',
    auto_create_key: false,
  });
  await api('POST', '/team/new', { team_id: 'crew', team_alias: 'Crew', max_budget: 3 });
  await api('POST', '/team/member_add', { team_id: 'crew', member: { role: 'user', user_id: 'ada' } });
  await api('POST', '/budget/new', { budget_id: 'monthly', max_budget: 9, budget_duration: '30d' });
  expect(await api('GET', '/team/info?team_id=crew')).toMatchObject({ team_info: { max_budget: 3 } });
  expect(JSON.stringify(await api('GET', '/user/info?user_id=ada'))).toContain('ada@example.com');
  expect(JSON.stringify(await api('GET', '/budget/list'))).toContain('monthly');
});

test('an error of the engine is a typed failure with its status', async () => {
  await expect(keyInfo(gateway.connection, 'unknown')).rejects.toSatisfy(
    (error) => error instanceof EngineApiError && error.status >= 400,
  );
  const nowhere = { ...gateway.connection, baseUrl: 'http://127.0.0.1:9' };
  await expect(listKeys(nowhere, { page: 1, size: 10 })).rejects.toMatchObject({ status: 0 });
});

test('a new configuration is live at once and spend rows go on', async () => {
  const renamed = config(gateway.providerUrl).replace('model: openai/demo-chat', 'model: openai/demo-echo');
  await gateway.serve(renamed);
  const { key } = await createKey(gateway.connection, { alias: 'after-swap' });
  const ask = async () => (await (await gateway.chat(key, { model: 'chat' })).json()).choices[0].message.content;
  // A connection that was kept open gets its next answer from the old generation, and is closed with it.
  expect(await until(ask, (content) => content.startsWith('demo-echo'))).toBe('demo-echo here. You said: hello');
  const rows = await until(
    () => api('GET', '/spend/logs'),
    (found) => JSON.stringify(found).includes('dep-chat'),
  );
  expect(JSON.stringify(rows)).toContain('dep-chat');
});
