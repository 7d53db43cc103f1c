import type { Item } from '@regent/core';
import { expect, test } from 'vitest';
import { renderConfig } from './render.ts';
import { fingerprintOf, stampConfig } from './stamp.ts';

const model = (key: string, position: string): Item => ({
  kind: 'model',
  key,
  position,
  data: { model_name: 'gpt', litellm_params: { model: 'openai/gpt-4o' } },
});
const items = [model('one', 'a0'), model('two', 'a1')];

test('the stamp is in every deployment, forced keys win, and neighbours of a forced key stay', () => {
  const { document } = renderConfig([
    ...items,
    { kind: 'security', key: '_', data: { general_settings: { user_api_key_cache_ttl: 5, store_model_in_db: true } } },
  ]);
  const stamped = stampConfig(document, {
    fingerprint: 'abc',
    forced: { general_settings: { store_model_in_db: false } },
  });
  expect(stamped.text).toBe(`model_list:
  - model_name: gpt
    litellm_params:
      model: openai/gpt-4o
    model_info:
      id: one
      regent: abc
  - model_name: gpt
    litellm_params:
      model: openai/gpt-4o
    model_info:
      id: two
      regent: abc
general_settings:
  user_api_key_cache_ttl: 5
  store_model_in_db: false
`);
  expect(stamped.deploymentIds).toEqual(['one', 'two']);
  expect(stamped.diagnostics).toEqual([]);
});

test('without a model there is an explicit empty list; entries that are no models pass untouched', () => {
  expect(stampConfig({}, { fingerprint: 'abc' }).text).toBe('model_list: []\n');
  const odd = stampConfig({ model_list: ['text', { model_name: 'x', model_info: 'odd' }] }, { fingerprint: 'f' });
  expect(odd.document.model_list).toEqual(['text', { model_name: 'x', model_info: { regent: 'f' } }]);
  expect(odd.deploymentIds).toEqual([]);
});

test('one id that stands twice is one deployment', () => {
  const info = { model_info: { id: 'same' } };
  expect(stampConfig({ model_list: [info, info] }, { fingerprint: 'f' }).deploymentIds).toEqual(['same']);
});

test('a forced key that is a plain value replaces a map, and the other way round', () => {
  const forced = { a: 1, b: { c: 2 } };
  expect(stampConfig({ a: { x: 1 }, b: 3 }, { fingerprint: 'f', forced }).document).toEqual({
    a: 1,
    b: { c: 2 },
    model_list: [],
  });
});

test('the fingerprint follows kind, key, place, data and environment, and nothing else', () => {
  const base = fingerprintOf(items, { A: '1' });
  expect(base).toMatch(/^[0-9a-f]{12}$/);
  expect(fingerprintOf([...items].reverse(), { A: '1' })).toBe(base);
  const others = [
    fingerprintOf(items, { A: '2' }),
    fingerprintOf(items, {}),
    fingerprintOf([model('one', 'a0')], { A: '1' }),
    fingerprintOf([model('one', 'a0'), model('three', 'a1')], { A: '1' }),
    fingerprintOf([model('one', 'a0'), model('two', 'a2')], { A: '1' }),
    fingerprintOf([model('one', 'a0'), { ...model('two', 'a1'), kind: 'prompt' }], { A: '1' }),
    fingerprintOf([model('one', 'a0'), { ...model('two', 'a1'), data: {} }], { A: '1' }),
  ];
  expect(new Set([base, ...others]).size).toBe(others.length + 1);
});

test('the artifact never says ssl of a cache unless it is true: it makes a plain Redis hang', () => {
  const cache = (ssl: boolean | string) => ({
    litellm_settings: { cache: true, cache_params: { type: 'redis', ssl } },
  });
  const stamped = (ssl: boolean | string) =>
    stampConfig(cache(ssl), { fingerprint: 'f' }).document.litellm_settings as { cache_params: object };
  expect(stamped(false).cache_params).toEqual({ type: 'redis' });
  expect(stamped('no').cache_params).toEqual({ type: 'redis' });
  expect(stamped(true).cache_params).toEqual({ type: 'redis', ssl: true });
});

test('a deployment for another environment is stamped, but not expected to serve', () => {
  const only = (key: string, position: string, environments: string[]): Item => ({
    ...model(key, position),
    data: { ...model(key, position).data, model_info: { supported_environments: environments } },
  });
  const { document } = renderConfig([
    ...items,
    only('three', 'a2', ['production']),
    only('four', 'a3', ['staging', 'production']),
  ]);
  const ids = (stage?: string) =>
    stampConfig(document, { fingerprint: 'abc', ...(stage !== undefined && { engineEnvironment: stage }) })
      .deploymentIds;
  expect(ids('staging')).toEqual(['one', 'two', 'four']);
  expect(ids('production')).toEqual(['one', 'two', 'three', 'four']);
  expect(ids()).toEqual(['one', 'two', 'three', 'four']);
});
