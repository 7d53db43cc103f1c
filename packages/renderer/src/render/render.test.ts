import { equalJson, type Item, type Json, type JsonObject } from '@regent/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparable, configText, withoutEmpty } from '../testing/golden.ts';
import { importConfig } from '../import/import.ts';
import { parseConfig } from '../parse.ts';
import { validateItems } from '../validate-items.ts';
import { writeYaml } from '../yaml/write.ts';
import { renderConfig } from './render.ts';
import { fingerprintOf, stampConfig } from './stamp.ts';

const everything = importConfig(configText('every-section.yaml')).items;

test('the same items give the same bytes, in whatever order they come', () => {
  const { text } = renderConfig(everything);
  fc.assert(
    fc.property(fc.shuffledSubarray([...everything], { minLength: everything.length }), (shuffled) => {
      expect(renderConfig(shuffled).text).toBe(text);
    }),
    { numRuns: 20 },
  );
});

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,6}$/);
const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(1e-7), fc.constant('os.environ/X'));
const config = fc.record({
  model_list: fc.array(
    fc.record({
      model_name: word,
      litellm_params: fc.record({ model: word, rpm: fc.nat(), extra: leaf }),
      model_info: fc.record({ id: fc.uuid(), note: leaf }),
    }),
    { maxLength: 4 },
  ),
  router_settings: fc.record({
    num_retries: fc.nat(),
    unknown_key: leaf,
    fallbacks: fc.array(
      fc.tuple(word, fc.array(word, { minLength: 1 })).map(([source, targets]) => ({ [source]: targets })),
      { maxLength: 3 },
    ),
  }),
  litellm_settings: fc.record({ drop_params: fc.boolean(), callbacks: fc.array(word, { maxLength: 2 }) }),
  my_section: fc.dictionary(word, leaf, { minKeys: 1, maxKeys: 3 }),
}) as unknown as fc.Arbitrary<JsonObject>;

test('render after import is the identity on any configuration', () => {
  fc.assert(
    fc.property(config, (document) => {
      const { items, secrets } = importConfig(writeYaml(document).text);
      const vault = new Map(secrets.map(({ id, value }) => [id, value]));
      const rendered = renderConfig(items, { secrets: ({ $secret }) => vault.get($secret) });
      expect(equalJson(comparable(rendered.document, document), withoutEmpty(document))).toBe(true);
    }),
    { numRuns: 200 },
  );
});

const alias = (key: string, name: string, target: Json): Item => ({ kind: 'alias', key, data: { name, target } });
const model = (key: string, name: string, more: JsonObject = {}): Item => ({
  kind: 'model',
  key,
  position: 'a0',
  data: { model_name: name, litellm_params: { model: 'openai/gpt-4o' }, ...more },
});

test('chains of aliases are written out, hidden ones stay hidden', () => {
  const items = [
    model('m', 'gpt'),
    alias('1', 'a', 'b'),
    alias('2', 'b', { model: 'c', hidden: true }),
    alias('3', 'c', 'gpt'),
  ];
  expect(renderConfig(items).document.router_settings).toEqual({
    model_group_alias: { a: 'gpt', b: { model: 'gpt', hidden: true }, c: 'gpt' },
  });
});

test('a cycle of aliases is an error at the item', () => {
  const { diagnostics } = renderConfig([alias('1', 'a', 'b'), alias('2', 'b', 'a')]);
  expect(diagnostics.map(({ code, severity, item }) => [code, severity, item?.key])).toEqual([
    ['alias-cycle', 'error', '1'],
    ['alias-cycle', 'error', '2'],
  ]);
});

test('a model that is switched off is not rendered, and Regent’s own fields never are', () => {
  const { document } = renderConfig([
    model('on', 'a', { $regent: { notes: 'mine' } }),
    model('off', 'b', { $regent: { enabled: false } }),
  ]);
  expect(document.model_list).toEqual([
    { model_name: 'a', litellm_params: { model: 'openai/gpt-4o' }, model_info: { id: 'on' } },
  ]);
});

test('managed kinds win over passthrough', () => {
  const items: Item[] = [
    { kind: 'passthrough', key: '_', data: { router_settings: { num_retries: 9, mine: 1 } } },
    { kind: 'routing', key: '_', data: { router_settings: { num_retries: 2 } } },
  ];
  expect(renderConfig(items).document).toEqual({ router_settings: { num_retries: 2, mine: 1 } });
});

test('a secret that the vault does not have is an error at its field', () => {
  const items = [model('m', 'a', { litellm_params: { model: 'openai/a', api_key: { $secret: 's', version: 2 } } })];
  expect(renderConfig(items).text).toContain('«secret:s»');
  const { diagnostics } = renderConfig(items, { secrets: () => undefined });
  expect(diagnostics).toMatchObject([
    { code: 'secret-missing', item: { kind: 'model', key: 'm', pointer: '/litellm_params/api_key' } },
  ]);
});

test('a value that YAML cannot hold is found by the re-read, not written', () => {
  const items: Item[] = [{ kind: 'passthrough', key: '_', data: { a: { $yaml: 'date', value: 'no date' } } }];
  expect(renderConfig(items).diagnostics.map(({ code }) => code)).toEqual(['render-mismatch']);
});

test('the source map leads from a line to the item and back', () => {
  const { sourceMap, text } = renderConfig(everything);
  const location = sourceMap.locationOf({ kind: 'model', key: 'kitchen-sink-1' }, '/litellm_params/rpm') ?? [];
  expect(text.split('\n')[sourceMap.lineOf(location) - 1]?.trim()).toBe('rpm: 600');
  expect(sourceMap.sourceOf(location)).toEqual({
    kind: 'model',
    key: 'kitchen-sink-1',
    pointer: '/litellm_params/rpm',
  });
  expect(sourceMap.sourceOf(['router_settings', 'num_retries'])).toMatchObject({
    kind: 'routing',
    pointer: '/router_settings/num_retries',
  });
  expect(sourceMap.sourceOf(['router_settings', 'fallbacks', 0, 'kitchen-sink', 1])).toMatchObject({
    kind: 'fallback',
    pointer: '/targets/1',
  });
  expect(sourceMap.sourceOf(['unknown_section', 'nested'])).toMatchObject({ kind: 'passthrough' });
});

test('findings about items name the item and the field', () => {
  const broken = model('m', 'a', { litellm_params: { model: 'openai/a', rpm: 'ten' } });
  expect(validateItems([broken])).toMatchObject([
    { code: 'wrong-type', item: { kind: 'model', key: 'm', pointer: '/litellm_params/rpm' } },
  ]);
});

test('the fingerprint follows content and environment, not order or secrets themselves', () => {
  const print = fingerprintOf(everything, { A: '1' });
  expect(print).toMatch(/^[0-9a-f]{12}$/);
  expect(fingerprintOf([...everything].reverse(), { A: '1' })).toBe(print);
  expect(fingerprintOf(everything, { A: '2' })).not.toBe(print);
  expect(fingerprintOf(everything.slice(1), { A: '1' })).not.toBe(print);
});

test('the stamped artifact names its deployments and forces the keys of the installation', () => {
  const stamped = stampConfig(renderConfig([]).document, {
    fingerprint: '0123456789ab',
    forced: { general_settings: { store_model_in_db: false } },
  });
  expect(parseConfig(stamped.text).document).toEqual({
    model_list: [],
    general_settings: { store_model_in_db: false },
  });
  expect(stampConfig(renderConfig(everything).document, { fingerprint: '0123456789ab' }).deploymentIds).toContain(
    'kitchen-sink-1',
  );
});
