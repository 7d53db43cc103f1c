import { expect, test } from 'vitest';
import { itemKinds } from '../item.ts';
import type { KeySpec } from './key-spec.ts';
import {
  entrySpec,
  keySpecAt,
  keySpecs,
  keysOfKind,
  ownerOf,
  reservedKeys,
  sectionOrder,
  settingsSections,
} from './table.ts';

function flatten(spec: KeySpec): KeySpec[] {
  return [spec, ...(spec.fields ?? []).flatMap(flatten), ...(spec.each === undefined ? [] : flatten(spec.each))];
}
const all = keySpecs.flatMap(flatten);

test('no path is owned twice', () => {
  const paths = all.map((spec) => spec.path);
  expect(paths.filter((path, index) => paths.indexOf(path) !== index)).toEqual([]);
});

test('every section has an owner, and every kind owns something', () => {
  for (const section of sectionOrder) {
    const isSettings = (settingsSections as readonly string[]).includes(section);
    expect(isSettings || ownerOf([section]) !== null).toBe(true);
  }
  for (const kind of itemKinds) expect(keysOfKind(kind).length).toBeGreaterThan(0);
});

test('an enum names its values, and a default is one of them', () => {
  const enums = all.filter(({ type }) => type === 'enum');
  expect(enums.filter(({ values = [] }) => values.length === 0)).toEqual([]);
  const odd = enums.filter(
    ({ values, default: initial }) => initial !== undefined && !values?.includes(String(initial)),
  );
  expect(odd.map(({ path }) => path)).toEqual([]);
});

test('help is one sentence that ends', () => {
  expect(all.filter(({ help }) => !/[.`]$/.test(help)).map(({ path }) => path)).toEqual([]);
});

test('keys of the installation are reserved, not owned', () => {
  expect(reservedKeys.map(({ path }) => path).sort()).toEqual([
    'general_settings.database_url',
    'general_settings.master_key',
    'general_settings.store_model_in_db',
  ]);
  expect(ownerOf(['general_settings', 'master_key'])).toBe('reserved');
});

test('a location finds its owner at any depth, and nobody owns what is unknown', () => {
  expect(ownerOf(['model_list', 3, 'litellm_params', 'rpm'])).toBe('model');
  expect(ownerOf(['router_settings', 'model_group_alias', 'a'])).toBe('alias');
  expect(ownerOf(['litellm_settings', 'fallbacks', 0])).toBe('fallback');
  expect(ownerOf(['general_settings', 'pass_through_endpoints', 0])).toBe('pass_through_endpoint');
  expect(ownerOf(['general_settings', 'nope'])).toBeNull();
  expect(ownerOf(['nope'])).toBeNull();
});

test('the spec of a nested key is found through lists and free names', () => {
  expect(keySpecAt(['model_list', 0, 'litellm_params', 'rpm'])?.type).toBe('integer');
  expect(keySpecAt(['router_settings', 'model_group_retry_policy', 'gpt', 'TimeoutErrorRetries'])?.type).toBe(
    'integer',
  );
  expect(keySpecAt(['mcp_servers', 'docs', 'url'])?.type).toBe('text');
  expect(keySpecAt(['router_settings', 'nope'])).toBeUndefined();
  expect(entrySpec('guardrail')?.fields?.map(({ key }) => key)).toContain('guardrail_name');
});
