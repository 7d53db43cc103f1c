import type { Item, ItemKind, JsonObject } from '@regent/core';
import { expect, test } from 'vitest';
import { accessGroups, isDisabled, knownNames, matchesWildcard } from './names.ts';

let count = 0;
const item = (kind: ItemKind, data: JsonObject, key = `k${count++}`): Item => ({ kind, key, data });
const model = (name: string, more: JsonObject = {}) => item('model', { model_name: name, ...more });

test('every sort of name is known where an item of its kind carries it, and nowhere else', () => {
  const names = knownNames([
    item('credential', { credential_name: 'cred' }),
    item('guardrail', { guardrail_name: 'guard' }),
    item('mcp_server', { name: 'tools' }),
    item('search_tool', { search_tool_name: 'find' }),
    item('vector_store', { vector_store_name: 'papers', litellm_params: { vector_store_id: 'vs-1' } }),
    item('passthrough', { policies: { strict: {} } }, '_'),
    model('group', { litellm_params: { vector_store_id: 'vs-of-a-model' }, policies: { fake: {} } }),
  ]);
  const carriers = [
    ['credential', 'cred'],
    ['guardrail', 'guard'],
    ['mcp_server', 'tools'],
    ['search_tool', 'find'],
    ['vector_store', 'vs-1'],
    ['policy', 'strict'],
    ['group', 'group'],
  ] as const;
  for (const [target] of carriers) {
    const known = carriers.filter(([, name]) => names.has(target, name)).map(([of]) => of);
    expect(known, target).toEqual([target]);
    expect(names.all(target)).toEqual([carriers.find(([of]) => of === target)?.[1]]);
  }
  expect(names.has('vector_store', 'vs-of-a-model')).toBe(false);
  expect(names.has('policy', 'fake')).toBe(false);
});

test('a store without an id, or with one that is no text, has no name', () => {
  const store = (data: JsonObject) => knownNames([item('vector_store', data)]).all('vector_store');
  expect(store({})).toEqual([]);
  expect(store({ litellm_params: { vector_store_id: 7 } })).toEqual([]);
});

test('each name is offered once, deployments of one group being one name', () => {
  const names = knownNames([model('gpt'), model('gpt'), item('alias', { name: 'short', target: 'gpt' })]);
  expect(names.all('group')).toEqual(['gpt', 'short']);
});

test('a grant may name access groups, words of the engine and patterns; a group may not', () => {
  const names = knownNames([model('gpt', { model_info: { access_groups: ['beta', 3] } })]);
  const words = ['gpt', 'beta', 'all-proxy-models', 'all-team-models', 'no-default-models', 'openai/*'];
  expect(words.filter((word) => names.has('grant', word))).toEqual(words);
  expect(words.filter((word) => names.has('group', word))).toEqual(['gpt']);
  expect(names.all('grant')).toEqual(['gpt', 'beta']);
  expect(names.has('grant', 'ghost')).toBe(false);
});

test('ids, team names and wildcards answer as groups; only a model has them', () => {
  const names = knownNames([
    item('model', { model_name: 'openai/*', model_info: { team_public_model_name: 'for-team' } }, 'the-id'),
    item('alias', { name: 'short*', target: 'x', model_info: { team_public_model_name: 'no-team' } }, 'alias-id'),
  ]);
  for (const name of ['the-id', 'for-team', 'openai/gpt-5', '*']) expect(names.has('group', name), name).toBe(true);
  for (const name of ['alias-id', 'no-team', 'shorter', 'anthropic/x'])
    expect(names.has('group', name), name).toBe(false);
  expect(names.has('credential', 'openai/gpt-5')).toBe(false);
});

test('a group counts as switched off when no other deployment of it is on', () => {
  const off = { $regent: { enabled: false } };
  const names = knownNames([model('a', off), model('b', off), model('b'), model('c', { $regent: { enabled: true } })]);
  expect([...names.disabled]).toEqual(['a']);
  expect([isDisabled(model('a', off)), isDisabled(item('alias', off)), isDisabled(model('a'))]).toEqual([
    true,
    false,
    false,
  ]);
});

test('only a model is in access groups, and only texts are their names', () => {
  const data = { model_info: { access_groups: ['beta', 3, null] } };
  expect(accessGroups(model('a', data))).toEqual(['beta']);
  expect(accessGroups(item('alias', data))).toEqual([]);
  expect(accessGroups(model('a', { model_info: { access_groups: 'beta' } }))).toEqual([]);
});

test('other files hide names only where a settings item says so', () => {
  const has = (...items: Item[]) => knownNames(items).has('group', 'ghost');
  expect(has(item('passthrough', { include: ['x.yaml'] }, '_'))).toBe(true);
  expect(has(model('m', { include: ['x.yaml'] }))).toBe(false);
  expect(has(model('m', { general_settings: { store_model_in_db: true } }))).toBe(false);
});

test('a pattern takes what begins and ends as it does and is at least as long', () => {
  const taken = (pattern: string, names: string[]) => names.filter((name) => matchesWildcard(pattern, name));
  expect(taken('openai/*', ['openai/', 'openai/gpt', 'azure/openai/gpt', 'openai'])).toEqual(['openai/', 'openai/gpt']);
  expect(taken('*-mini', ['gpt-mini', '-mini', 'gpt-mini-2'])).toEqual(['gpt-mini', '-mini']);
  expect(taken('ab*ba', ['aba', 'abba', 'ab-ba', 'ab', 'ba'])).toEqual(['abba', 'ab-ba']);
  expect(taken('ab*cd', ['ab-ab', 'cd-cd', 'abcd'])).toEqual(['abcd']);
});
