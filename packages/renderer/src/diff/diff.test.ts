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

test('what came and what went stands where it stands in the configuration, field by field', () => {
  const before = [model('a', {}, 'a0'), model('gone', { tags: [], empty: {} }, 'a1'), model('c', { x: 1 }, 'a2')];
  const after = [
    model('a', {}, 'a0'),
    model('c', { x: 2 }, 'a2'),
    model('new', { limits: { rpm: 1 }, empty: {} }, 'a1'),
  ];
  expect(diffConfigs(before, after)).toEqual([
    {
      ...{ kind: 'model', key: 'gone', name: 'gone', change: 'removed' },
      fields: [
        { change: 'removed', pointer: '/model_name', before: 'gone' },
        { change: 'removed', pointer: '/litellm_params/model', before: 'openai/a' },
        { change: 'removed', pointer: '/tags', before: [] },
        { change: 'removed', pointer: '/empty', before: {} },
      ],
    },
    {
      ...{ kind: 'model', key: 'new', name: 'new', change: 'added' },
      fields: [
        { change: 'added', pointer: '/model_name', after: 'new' },
        { change: 'added', pointer: '/litellm_params/model', after: 'openai/a' },
        { change: 'added', pointer: '/limits/rpm', after: 1 },
        { change: 'added', pointer: '/empty', after: {} },
      ],
    },
    {
      ...{ kind: 'model', key: 'c', name: 'c', change: 'changed', moved: false },
      fields: [{ change: 'changed', pointer: '/x', before: 1, after: 2 }],
    },
  ]);
});

test('a value that turns from text into a map, or into nothing, is one change', () => {
  const fields = (before: JsonObject, after: JsonObject) => {
    const [change] = diffConfigs([model('a', before)], [model('a', after)]);
    return change?.fields;
  };
  expect(fields({ x: 'a' }, { x: { y: 1 } })).toEqual([
    { change: 'changed', pointer: '/x', before: 'a', after: { y: 1 } },
  ]);
  expect(fields({ x: { $yaml: 'date', value: '2024-01-01' } }, { x: { $yaml: 'date', value: '2024-01-02' } })).toEqual([
    {
      ...{ change: 'changed', pointer: '/x' },
      before: { $yaml: 'date', value: '2024-01-01' },
      after: { $yaml: 'date', value: '2024-01-02' },
    },
  ]);
  expect(fields({ x: [1] }, { x: [1] })).toBeUndefined();
  expect(fields({ x: { y: {} } }, { x: {} })).toEqual([{ change: 'removed', pointer: '/x/y', before: {} }]);
});

test('secrets in lists are hidden, and a secret in place of a text is no more than changed', () => {
  const secret = (id: string, version = 1) => ({ $secret: id, version });
  const fields = (before: JsonObject, after: JsonObject) =>
    diffConfigs([model('a', before)], [model('a', after)])[0]?.fields;
  expect(fields({ x: [{ k: secret('one'), n: 1 }] }, { x: [{ k: secret('two'), n: 1 }, secret('three')] })).toEqual([
    { change: 'changed', pointer: '/x', before: [{ k: '***', n: 1 }], after: [{ k: '***', n: 1 }, '***'] },
  ]);
  expect(fields({ x: secret('one') }, { x: secret('one') })).toBeUndefined();
  expect(fields({ x: 'plain' }, { x: secret('one') })).toEqual([{ change: 'secret', pointer: '/x' }]);
  expect(fields({ x: secret('one') }, {})).toEqual([{ change: 'secret', pointer: '/x' }]);
  expect(fields({ x: secret('one') }, { x: { $newSecret: 'typed' } })).toEqual([{ change: 'secret', pointer: '/x' }]);
});

test('the name before is told only where it is another one', () => {
  const [same] = diffConfigs([model('a', { x: 1 })], [model('a', { x: 2 })]);
  expect(same).not.toHaveProperty('renamedFrom');
  const [other] = diffConfigs([model('a', {})], [model('a', { model_name: 'b' })]);
  expect(other).toMatchObject({ name: 'b', renamedFrom: 'a' });
});

test('only moves of items that were there before count, and of two swapped ones it is one', () => {
  const moved = (before: readonly Item[], after: readonly Item[]) =>
    diffConfigs(before, after)
      .filter((change) => change.change === 'changed' && change.moved)
      .map(({ key }) => key);
  const list = (keys: string) => [...keys].map((key, index) => fallback(key, `a${index}`));
  expect(moved(list('abcd'), list('abcd'))).toEqual([]);
  expect(moved(list('ab'), list('ba'))).toHaveLength(1);
  expect(moved(list('abcde'), list('eabcd'))).toEqual(['e']);
  expect(moved(list('abcdef'), list('adbcfe'))).toHaveLength(2);
  expect(moved(list('abc'), list('xabyc'))).toEqual([]);
  expect(moved(list('abcd'), list('bd'))).toEqual([]);
  expect(moved(list('abcdefgh'), list('hgfedcba'))).toHaveLength(7);
});
