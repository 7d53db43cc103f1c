import type { JsonObject } from '@regent/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, rollout, saveModel, startHarness, vic } from '../../testing/harness.ts';

/** With a real store: tests/engine/acts/trials.ts. */
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

test('a cluster is not taken for one server', async () => {
  await applyCache({ type: 'redis', redis_startup_nodes: [{ host: '127.0.0.1', port: 9 }] });
  expect(await harness.admin.cache.look()).toMatchObject({ state: 'unseen', reason: 'It is a cluster.' });
});

test('a viewer neither counts nor flushes', async () => {
  await expect(harness.as(vic).cache.count()).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(harness.as(vic).cache.flush()).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
