import type { Item, JsonObject } from '@regent/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { configNames, configText } from '../testing/golden.ts';
import { importConfig } from '../import/import.ts';
import { diffConfigs } from './diff.ts';

const model = (key: string, data: JsonObject, position = 'a0'): Item => ({
  kind: 'model',
  key,
  position,
  data: { model_name: key, litellm_params: { model: 'openai/a' }, ...data },
});
const fallback = (key: string, position: string): Item => ({
  kind: 'fallback',
  key,
  position,
  data: { section: 'router_settings', class: 'general', source: key, targets: [] },
});

test.each(configNames)('%s does not differ from itself, in whatever order', (name) => {
  const { items } = importConfig(configText(`${name}.yaml`));
  fc.assert(
    fc.property(fc.shuffledSubarray([...items], { minLength: items.length }), (shuffled) => {
      expect(diffConfigs(items, shuffled)).toEqual([]);
    }),
    { numRuns: 5 },
  );
});

test('order of keys is no change', () => {
  expect(diffConfigs([model('a', { x: { p: 1, q: 2 } })], [model('a', { x: { q: 2, p: 1 } })])).toEqual([]);
});

test('a change is shown by field with both values', () => {
  const [change] = diffConfigs(
    [model('a', { model_info: { mode: 'chat', old: 1 } })],
    [model('a', { model_info: { mode: 'embedding', fresh: [1] } })],
  );
  expect(change).toMatchObject({ kind: 'model', key: 'a', change: 'changed', moved: false });
  expect(change?.fields).toEqual([
    { change: 'changed', pointer: '/model_info/mode', before: 'chat', after: 'embedding' },
    { change: 'removed', pointer: '/model_info/old', before: 1 },
    { change: 'added', pointer: '/model_info/fresh', after: [1] },
  ]);
});

test('a rename is a change of the same item', () => {
  expect(diffConfigs([model('k', { model_name: 'old' })], [model('k', { model_name: 'new' })])).toMatchObject([
    { change: 'changed', name: 'new', renamedFrom: 'old' },
  ]);
});

test('moving is shown where order has an effect, as the fewest moves', () => {
  const before = [fallback('a', 'a0'), fallback('b', 'a1'), fallback('c', 'a2')];
  const after = [fallback('c', 'Zz'), fallback('a', 'a0'), fallback('b', 'a1')];
  expect(diffConfigs(before, after)).toMatchObject([{ key: 'c', moved: true, fields: [] }]);
  expect(
    diffConfigs([model('a', {}, 'a0'), model('b', {}, 'a1')], [model('a', {}, 'a2'), model('b', {}, 'a1')]),
  ).toEqual([]);
});

test('a secret shows that it changed and nothing else', () => {
  const at = (version: number) =>
    model('a', { litellm_params: { model: 'openai/a', api_key: { $secret: 'id', version } } });
  expect(diffConfigs([at(1)], [at(2)])[0]?.fields).toEqual([{ change: 'secret', pointer: '/litellm_params/api_key' }]);
  expect(diffConfigs([], [at(1)])[0]?.fields).toContainEqual({ change: 'secret', pointer: '/litellm_params/api_key' });
});
