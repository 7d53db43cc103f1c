import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { JsonObject } from '@regent/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, rollout, saveModel, startHarness, vic } from '../../testing/harness.ts';

/** With a real store: tests/engine/acts/trials.ts and stores.ts. */
let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

async function applyCache(params: JsonObject | null): Promise<void> {
  await saveModel(harness, 'a');
  const data = params === null ? { cache: false } : { cache: true, cache_params: params };
  await harness.admin.item.save({ kind: 'cache', key: '_', data: { litellm_settings: data }, baseVersion: 0 });
  expect(await rollout(harness)).toMatchObject({ outcome: 'live' });
}

test('a cache that is switched off, or that nobody can look into, has no numbers', async () => {
  expect(await harness.admin.cache.look()).toEqual({ state: 'off' });
  await applyCache({ type: 'local' });
  expect(await harness.as(vic).cache.look()).toEqual({ state: 'hidden', type: 'local' });
});

test('what is staged is not looked at', async () => {
  const data = { litellm_settings: { cache: true, cache_params: { type: 'local' } } };
  await harness.admin.item.save({ kind: 'cache', key: '_', data, baseVersion: 0 });
  expect(await harness.admin.cache.look()).toEqual({ state: 'off' });
});

test('a store that does not answer is away, and its password and address are not told', async () => {
  await applyCache({ type: 'redis', host: '127.0.0.1', port: 9, password: { $newSecret: 'store-canary' } });
  const view = await harness.admin.cache.look();
  expect(view).toEqual({ state: 'away', type: 'redis', reason: 'Nothing listens at the address.' });
  await expect(harness.admin.cache.flush()).rejects.toMatchObject({ cause: { code: 'store-unreachable' } });
  expect((await harness.admin.audit.list({})).entries.map(({ action }) => action)).not.toContain('cache.flush');
});

test('a variable that Regent sets is the address; one that only the Servant has is named', async () => {
  const value = { name: 'REDIS_HOST', value: '127.0.0.1', target: 'process' };
  await harness.admin.item.save({ kind: 'env_var', data: value, baseVersion: 0 });
  await applyCache({ type: 'redis', port: 9 });
  expect(await harness.admin.cache.look()).toMatchObject({ state: 'away' });
  const data = { litellm_settings: { cache: true, cache_params: { type: 'redis', host: 'os.environ/OTHER_HOST' } } };
  const [item] = await harness.admin.item.list({ kind: 'cache' });
  await harness.admin.item.save({ kind: 'cache', key: '_', data, baseVersion: item?.version ?? 0 });
  await rollout(harness, { insist: true });
  expect(await harness.admin.cache.look()).toMatchObject({
    state: 'unseen',
    reason: expect.stringContaining('OTHER_HOST'),
  });
});

test('what LiteLLM itself cannot start with is told with its remedy, and nobody is asked', async () => {
  const sentinels = { sentinel_nodes: [['127.0.0.1', 9]], service_name: 'desk' };
  const wrong: readonly [params: JsonObject, words: string][] = [
    [{ ...sentinels, host: '127.0.0.1' }, 'remove host'],
    [{ ...sentinels, db: 2 }, 'remove db'],
    [{ sentinel_nodes: [['127.0.0.1', 9]] }, 'needed together'],
    [{ sentinel_nodes: ['127.0.0.1:9'], service_name: 'desk' }, 'pairs'],
    [{ redis_startup_nodes: [{ host: '127.0.0.1' }] }, 'host and port'],
    [{ type: 'redis-semantic', redis_startup_nodes: [{ host: '127.0.0.1', port: 9 }] }, 'neither a cluster'],
  ];
  for (const [params, words] of wrong) {
    const data = { litellm_settings: { cache: true, cache_params: { type: 'redis', ...params } } };
    expect(await harness.admin.cache.tryTyped({ data })).toMatchObject({
      ok: false,
      text: expect.stringContaining(words),
    });
  }
  await applyCache({ type: 'redis', ...sentinels, port: 9 });
  expect(await harness.admin.cache.look()).toMatchObject({ state: 'away', reason: expect.stringContaining('port') });
});

test('nodes that the environment names are a cluster, whatever host is typed', async () => {
  const value = { name: 'REDIS_CLUSTER_NODES', value: '[{"host": "127.0.0.1", "port": 9}]', target: 'process' };
  await harness.admin.item.save({ kind: 'env_var', data: value, baseVersion: 0 });
  await applyCache({ type: 'redis', host: 'elsewhere', port: 6379 });
  expect(await harness.admin.cache.look()).toMatchObject({
    state: 'away',
    reason: '127.0.0.1:9: Nothing listens at the address.',
  });
});

test('typed settings are tried, and a stored password goes only where it is saved', async () => {
  await applyCache({ type: 'redis', host: '127.0.0.1', port: 9, password: { $newSecret: 'store-canary' } });
  const [item] = await harness.admin.item.list({ kind: 'cache' });
  const settings = item?.data.litellm_settings as JsonObject; // a section is a map
  const typed = (params: JsonObject) => ({
    data: { litellm_settings: { ...settings, cache_params: { ...(settings.cache_params as JsonObject), ...params } } },
  });
  expect(await harness.admin.cache.tryTyped(typed({ db: 2 }))).toMatchObject({
    ok: false,
    text: 'Nothing listens at the address.',
  });
  for (const elsewhere of [
    { host: 'localhost' },
    { port: 10 },
    { url: 'redis://127.0.0.1:10' },
    { redis_url: 'redis://127.0.0.1:10' },
    { redis_startup_nodes: [{ host: '127.0.0.1', port: 10 }] },
    { sentinel_nodes: [['127.0.0.1', 10]], service_name: 'desk' },
  ])
    await expect(harness.admin.cache.tryTyped(typed(elsewhere))).rejects.toMatchObject({
      cause: { code: 'bad-input' },
    });
  const fresh = typed({ host: 'localhost', password: { $newSecret: 'typed-canary' } });
  expect(await harness.admin.cache.tryTyped(fresh)).toMatchObject({ ok: false });
  expect(await harness.admin.cache.tryTyped(typed({ type: 's3' }))).toMatchObject({
    ok: false,
    text: expect.stringContaining('s3'),
  });
});

test('a viewer neither counts nor flushes', async () => {
  await expect(harness.as(vic).cache.count()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(harness.as(vic).cache.flush()).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('a password of the environment does not go to an address that nobody has saved', async () => {
  const received: string[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (part) => {
      received.push(part.toString());
      socket.write('-ERR no\r\n');
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // listens on TCP
  const variable = { name: 'REDIS_PASSWORD', value: { $newSecret: 'environment-canary' }, target: 'process' };
  await harness.admin.item.save({ kind: 'env_var', data: variable, baseVersion: 0 });
  const data = { litellm_settings: { cache: true, cache_params: { type: 'redis', host: '127.0.0.1', port } } };
  expect(await harness.admin.cache.tryTyped({ data })).toMatchObject({ ok: false });
  expect(received.join('')).not.toContain('canary');
  await harness.admin.item.save({ kind: 'cache', key: '_', data, baseVersion: 0 });
  expect(await harness.admin.cache.tryTyped({ data })).toMatchObject({ ok: false });
  expect(received.join('')).toContain('canary');
  server.close();
});
