import { fromPointer, isJsonObject, type Item, type Json, toPointer } from '@regent/core';
import { expect, test } from 'vitest';
import { importConfig } from '../import/import.ts';
import { configNames, configText } from '../testing/golden.ts';
import { valueAt } from '../yaml/positions.ts';
import { renderConfig } from './render.ts';

/** Pointers of all leaves of an item's data. */
function leaves(value: Json, at: readonly string[] = []): string[] {
  if (Array.isArray(value) && value.length > 0)
    return value.flatMap((each: Json, index) => leaves(each, [...at, String(index)]));
  if (
    isJsonObject(value) &&
    Object.keys(value).length > 0 &&
    value.$secret === undefined &&
    value.$yaml === undefined
  ) {
    return Object.entries(value).flatMap(([key, each]) => leaves(each, [...at, key]));
  }
  return [toPointer(at)];
}

const leafOf = (item: Item, pointer: string) => valueAt(item.data, fromPointer(pointer));

test.each(configNames)('in %s every value of every item is found in the document, and leads back to it', (name) => {
  const { items } = importConfig(configText(`${name}.yaml`));
  const { document, sourceMap } = renderConfig(items);
  let found = 0;
  for (const item of items) {
    for (const pointer of leaves(item.data)) {
      const location = sourceMap.locationOf(item, pointer);
      if (location === undefined) continue;
      const there = valueAt(document, location);
      const here = leafOf(item, pointer);
      if (there === undefined || isJsonObject(here)) continue;
      found++;
      const source = sourceMap.sourceOf(location);
      expect(source, `${name} ${item.kind} ${pointer} at ${toPointer(location)}`).toMatchObject({
        kind: item.kind,
        key: item.key,
      });
    }
  }
  expect(found).toBeGreaterThan(items.length / 2);
});

const fallback: Item = {
  kind: 'fallback',
  key: 'f',
  position: 'a0',
  data: { section: 'router_settings', class: 'general', source: 'a', targets: ['b', 'c'] },
};
const routing: Item = { kind: 'routing', key: '_', data: { router_settings: { num_retries: 3 } } };
const passthrough: Item = {
  kind: 'passthrough',
  key: '_',
  data: { router_settings: { mystery: 1 }, 'x-own': { deep: [1] } },
};
const { sourceMap } = renderConfig([fallback, routing, passthrough]);

test('a target of a fallback is found below its source, and back', () => {
  expect(sourceMap.locationOf(fallback, '/targets/1')).toEqual(['router_settings', 'fallbacks', 0, 'a', '1']);
  expect(sourceMap.sourceOf(['router_settings', 'fallbacks', 0, 'a', 1])).toEqual({
    kind: 'fallback',
    key: 'f',
    pointer: '/targets/1',
  });
  expect(sourceMap.sourceOf(['router_settings', 'fallbacks', 0])).toEqual({ kind: 'fallback', key: 'f', pointer: '' });
});

test('a key of a section belongs to the item that holds it, also where another holds its neighbours', () => {
  expect(sourceMap.sourceOf(['router_settings', 'num_retries'])).toMatchObject({
    kind: 'routing',
    pointer: '/router_settings/num_retries',
  });
  expect(sourceMap.sourceOf(['router_settings', 'mystery'])).toMatchObject({ kind: 'passthrough' });
  expect(sourceMap.sourceOf(['x-own', 'deep', 0])).toMatchObject({ kind: 'passthrough', pointer: '/x-own/deep/0' });
});

test('something missing belongs to the only item of its section, and to none where several share it', () => {
  const alone = renderConfig([routing]).sourceMap;
  expect(alone.sourceOf(['router_settings', 'missing'])).toMatchObject({ kind: 'routing' });
  expect(alone.sourceOf(['litellm_settings', 'missing'])).toBeUndefined();
  expect(alone.sourceOf(['router_settings'])).toMatchObject({ kind: 'routing' });
  expect(alone.sourceOf(['nowhere'])).toBeUndefined();
  expect(alone.sourceOf([])).toBeUndefined();
  expect(sourceMap.sourceOf(['router_settings', 'missing'])).toBeUndefined();
});

test('a value of a singleton stands where its data says, and what is not rendered stands nowhere', () => {
  expect(sourceMap.locationOf(routing, '/router_settings/num_retries')).toEqual(['router_settings', 'num_retries']);
  expect(sourceMap.locationOf(routing, '/router_settings/absent')).toBeUndefined();
  expect(sourceMap.locationOf({ kind: 'cache', key: '_' }, '/litellm_settings/cache')).toBeUndefined();
  expect(sourceMap.locationOf({ kind: 'model', key: 'gone' }, '/model_name')).toBeUndefined();
  expect(sourceMap.lineOf(['router_settings', 'num_retries'])).toBeGreaterThan(sourceMap.lineOf(['router_settings']));
});
