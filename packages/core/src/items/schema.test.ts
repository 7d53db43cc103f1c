import { expect, test } from 'vitest';
import { itemKinds } from '../item.ts';
import { itemSchema, shapeProblems } from './schema.ts';

test('every kind has a schema', () => {
  for (const kind of itemKinds) expect(itemSchema(kind).safeParse('text').success).toBe(false);
});

test('unknown keys of an entry are kept', () => {
  const data = { model_name: 'a', litellm_params: { model: 'openai/a', mine: 1 }, also: { mine: true } };
  expect(itemSchema('model').parse(data)).toEqual(data);
});

test('a singleton refuses keys that another kind owns', () => {
  const result = itemSchema('passthrough').safeParse({ router_settings: { num_retries: 3 }, mine: 1 });
  expect(result.success).toBe(false);
  expect(result.error?.issues.map(({ path }) => path)).toEqual([['router_settings', 'num_retries']]);
  expect(itemSchema('routing').safeParse({ router_settings: { num_retries: 3 } }).success).toBe(true);
  expect(itemSchema('passthrough').safeParse({ router_settings: { mine: 3 } }).success).toBe(true);
});

test('a default fallback has no source, every other one has', () => {
  const schema = itemSchema('fallback');
  const base = { section: 'router_settings', targets: ['b'] };
  expect(schema.safeParse({ ...base, class: 'default' }).success).toBe(true);
  expect(schema.safeParse({ ...base, class: 'default', source: 'a' }).success).toBe(false);
  expect(schema.safeParse({ ...base, class: 'general' }).success).toBe(false);
});

test('what is missing or blank is said in words, at its place', () => {
  const needed = (...location: string[]) => ({ location, message: 'This is needed.' });
  expect(shapeProblems('alias', { name: '', target: '' })).toEqual([needed('name'), needed('target')]);
  expect(shapeProblems('mcp_server', { name: 'a' })).toEqual([needed('server')]);
  expect(shapeProblems('env_var', { name: 'A', value: 1, target: 'file' })).toEqual([]);
});
