import { describe, expect, test } from 'vitest';
import { type EntryKind, entryKinds, type ItemKind } from '../item.ts';
import type { JsonObject } from '../json.ts';
import { itemSchema } from './schema.ts';

/** The least that each kind needs; one change at a time makes it wrong. */
const least: Record<EntryKind, JsonObject> = {
  model: { model_name: 'm', litellm_params: { model: 'openai/x' } },
  credential: { credential_name: 'c', credential_values: {}, credential_info: {} },
  alias: { name: 'a', target: 'm' },
  fallback: { section: 'router_settings', class: 'general', source: 'm', targets: ['n'] },
  guardrail: { guardrail_name: 'g', litellm_params: {} },
  search_tool: { search_tool_name: 's' },
  mcp_server: { name: 'm', server: {} },
  vector_store: { vector_store_name: 'v', litellm_params: {} },
  prompt: { prompt_id: 'p', litellm_params: {} },
  agent: { agent_name: 'a' },
  pass_through_endpoint: { path: '/x' },
  env_var: { name: 'N', value: '1', target: 'process' },
};
const fits = (kind: ItemKind, data: unknown) => itemSchema(kind).safeParse(data).success;

describe.each(entryKinds)('%s', (kind) => {
  const data = least[kind];
  test('the least that it needs is enough, and each part of it is needed', () => {
    expect(fits(kind, data)).toBe(true);
    for (const key of Object.keys(data)) {
      const { [key]: _gone, ...rest } = data;
      expect(fits(kind, rest), `without ${key}`).toBe(false);
    }
  });
  test('an empty or a wrong name is refused', () => {
    const name = kind === 'fallback' ? 'source' : (Object.keys(data)[0] ?? '');
    expect(fits(kind, { ...data, [name]: '' })).toBe(false);
    expect(fits(kind, { ...data, [name]: 5 })).toBe(false);
  });
});

test.each([
  'model',
  'credential',
  'guardrail',
  'search_tool',
  'vector_store',
  'prompt',
  'agent',
  'pass_through_endpoint',
] as const)('an entry of %s keeps keys that nobody knows', (kind) =>
  expect(fits(kind, { ...least[kind], mystery: { deep: [1] } })).toBe(true),
);
test.each(['alias', 'fallback', 'mcp_server', 'env_var'] as const)(
  '%s has a shape of ours and no other keys',
  (kind) => {
    expect(fits(kind, { ...least[kind], mystery: 1 })).toBe(false);
  },
);

test("Regent's own part of a model is closed", () => {
  const model = least.model;
  expect(fits('model', { ...model, $regent: { enabled: false, notes: 'x' }, model_info: { any: 1 } })).toBe(true);
  expect(fits('model', { ...model, $regent: { enabled: 'no' } })).toBe(false);
  expect(fits('model', { ...model, $regent: { other: 1 } })).toBe(false);
  expect(fits('model', { ...model, model_info: [] })).toBe(false);
});

test('a default fallback has no source, every other one has', () => {
  const { source: _source, ...without } = least.fallback;
  expect(fits('fallback', { ...without, class: 'default' })).toBe(true);
  expect(fits('fallback', { ...least.fallback, class: 'default' })).toBe(false);
  const message = itemSchema('fallback').safeParse(without);
  expect(message.error?.issues[0]).toMatchObject({
    path: ['source'],
    message: 'A default fallback has no source; every other one has.',
  });
  for (const group of ['context_window', 'content_policy'])
    expect(fits('fallback', { ...least.fallback, class: group })).toBe(true);
  expect(fits('fallback', { ...least.fallback, class: 'other' })).toBe(false);
  expect(fits('fallback', { ...least.fallback, section: 'litellm_settings' })).toBe(true);
  expect(fits('fallback', { ...least.fallback, section: 'general_settings' })).toBe(false);
  expect(fits('fallback', { ...least.fallback, targets: [{ model: 'x' }, 'y'] })).toBe(true);
  expect(fits('fallback', { ...least.fallback, targets: [5] })).toBe(false);
});

test('an alias leads to a name or to a map; a variable goes to the process or into the file', () => {
  expect(fits('alias', { name: 'a', target: { model: 'm', hidden: true } })).toBe(true);
  expect(fits('alias', { name: 'a', target: 5 })).toBe(false);
  expect(fits('env_var', { ...least.env_var, target: 'file' })).toBe(true);
  expect(fits('env_var', { ...least.env_var, target: 'elsewhere' })).toBe(false);
});

test('a singleton holds its own keys; of others it says whose they are', () => {
  expect(fits('routing', { router_settings: { num_retries: 3 } })).toBe(true);
  const wrong = itemSchema('routing').safeParse({ litellm_settings: { cache: true } });
  expect(wrong.error?.issues[0]).toMatchObject({
    path: ['litellm_settings', 'cache'],
    message: 'litellm_settings.cache belongs to cache.',
  });
  const nobody = itemSchema('routing').safeParse({ router_settings: { mystery: 1 } });
  expect(nobody.error?.issues[0]?.message).toBe('router_settings.mystery belongs to passthrough.');
  expect(fits('passthrough', { router_settings: { mystery: 1 }, 'x-own': 1 })).toBe(true);
  expect(fits('passthrough', { model_list: [] })).toBe(false);
});
