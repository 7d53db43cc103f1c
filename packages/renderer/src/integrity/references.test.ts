import type { Item, ItemKind, JsonObject } from '@regent/core';
import { expect, test } from 'vitest';
import { isNameServed, pointsAt, referencesOf, rewriteReferences, targetOf, usersOf } from './references.ts';

const item = (kind: ItemKind, data: JsonObject, key: string = kind): Item => ({ kind, key, data });
const routing = (data: JsonObject) => item('routing', data, '_');

test('a kind is named by others, or by nobody', () => {
  expect(
    (['model', 'alias', 'credential', 'guardrail', 'mcp_server', 'search_tool', 'fallback', 'routing'] as const).map(
      targetOf,
    ),
  ).toEqual(['group', 'group', 'credential', 'guardrail', 'mcp_server', 'search_tool', null, null]);
});

test('who uses a name is told with the place; a list of allowed models uses groups too', () => {
  const alias = item('alias', { name: 'short', target: 'gpt' });
  const fallback = item('fallback', { class: 'general', source: 'gpt', targets: ['other', 'gpt'] });
  const grants = routing({ litellm_settings: { default_team_params: { models: ['gpt'] } } });
  const guarded = item('model', { model_name: 'm', litellm_params: { guardrails: ['gpt'] } });
  const items = [alias, fallback, grants, guarded];
  expect(usersOf(items, 'group', 'gpt')).toEqual([
    { item: alias, pointer: '/target' },
    { item: fallback, pointer: '/source' },
    { item: fallback, pointer: '/targets/1' },
    { item: grants, pointer: '/litellm_settings/default_team_params/models/0' },
  ]);
  expect(usersOf(items, 'guardrail', 'gpt')).toEqual([{ item: guarded, pointer: '/litellm_params/guardrails/0' }]);
  expect(usersOf(items, 'group', 'nobody')).toEqual([]);
});

test('a grant points at groups; no other sort points at another', () => {
  expect(pointsAt({ to: 'grant' }, 'group')).toBe(true);
  expect(pointsAt({ to: 'grant' }, 'credential')).toBe(false);
  expect(pointsAt({ to: 'group' }, 'grant')).toBe(false);
  expect(pointsAt({ to: 'policy' }, 'policy')).toBe(true);
});

test('a name is served by an item of the kind that carries it', () => {
  const items = [item('alias', { name: 'short', target: 'gpt' }), item('credential', { credential_name: 'cred' })];
  expect(isNameServed(items, 'group', 'short')).toBe(true);
  expect(isNameServed(items, 'credential', 'cred')).toBe(true);
  expect(isNameServed(items, 'credential', 'short')).toBe(false);
  expect(isNameServed(items, 'group', 'gpt')).toBe(false);
});

test('places that hold something else than expected are left as they are', () => {
  for (const data of [
    { class: 'general', source: 7, targets: 'gpt' },
    { class: 'general', source: '', targets: { gpt: 1 } },
    { class: 'general', targets: [null, 3, ['gpt'], 'os.environ/MODEL'] },
  ]) {
    const fallback = item('fallback', data);
    expect(referencesOf(fallback)).toEqual([]);
    expect(rewriteReferences(fallback, () => null)).toEqual(data);
  }
  for (const policies of ['gpt', ['gpt'], 3, null]) {
    const held = routing({ router_settings: { model_group_retry_policy: policies, routing_groups: policies } });
    expect(referencesOf(held)).toEqual([]);
  }
});

test('rewriting changes every name at its place and keeps everything else', () => {
  const held = routing({
    router_settings: {
      num_retries: 3,
      model_group_retry_policy: { gpt: { TimeoutErrorRetries: 2 }, other: {} },
      routing_groups: [{ group_name: 'g', models: ['gpt', 'other'] }],
    },
  });
  expect(rewriteReferences(held, ({ name }) => (name === 'gpt' ? 'gpt-5' : name))).toEqual({
    router_settings: {
      num_retries: 3,
      model_group_retry_policy: { 'gpt-5': { TimeoutErrorRetries: 2 }, other: {} },
      routing_groups: [{ group_name: 'g', models: ['gpt-5', 'other'] }],
    },
  });
  expect(rewriteReferences(held, ({ name }) => (name === 'gpt' ? null : name))).toEqual({
    router_settings: {
      num_retries: 3,
      model_group_retry_policy: { other: {} },
      routing_groups: [{ group_name: 'g', models: ['other'] }],
    },
  });
});

test('a name that everything hangs on takes its holder along', () => {
  const alias = item('alias', { name: 'a', target: { model: 'gpt', hidden: true } });
  expect(referencesOf(alias)).toEqual([{ to: 'group', name: 'gpt', pointer: '/target/model', essential: true }]);
  const fallback = item('fallback', { class: 'general', source: 'a', targets: [{ model: 'gpt', timeout: 3 }, 'b'] });
  expect(rewriteReferences(fallback, ({ name }) => (name === 'gpt' ? null : name))).toEqual({
    class: 'general',
    source: 'a',
    targets: ['b'],
  });
});
