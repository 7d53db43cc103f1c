import {
  type Assertion,
  type Item,
  type ItemKind,
  type JsonObject,
  starterAssertions,
  WrittenAssertion,
} from '@regent/core';
import { expect, test } from 'vitest';
import { evaluateAssertions } from './evaluate.ts';

let count = 0;
const item = (kind: ItemKind, data: JsonObject): Item => ({ kind, key: `k${count++}`, data });
const model = (name: string, upstream = `openai/${name}`, more: JsonObject = {}) =>
  item('model', { model_name: name, litellm_params: { model: upstream }, ...more });
const facts = { priced: new Set(['gpt-5', 'azure/known']) };

function broken(items: readonly Item[], assertion: Assertion): string[] {
  const written = { id: 'x', label: 'Mine', severity: 'warning', enabled: true, assertion } as const;
  return evaluateAssertions(items, [written], facts).map(({ message }) => message);
}

test('a list never reaches a provider: not by name, not by fallback, not by alias', () => {
  const never: Assertion = { type: 'never-reaches', models: ['a'], provider: 'anthropic' };
  const items = [
    model('a'),
    model('b', 'anthropic/b'),
    model('c', 'x/c', { litellm_params: { model: 'c', custom_llm_provider: 'anthropic' } }),
  ];
  expect(broken(items, never)).toEqual([]);
  const led = item('fallback', { section: 'router_settings', class: 'general', source: 'a', targets: ['b'] });
  expect(broken([...items, led], never)).toEqual(['Mine: model b, reached by a → fallback b.']);
  expect(broken(items, { ...never, models: ['c'] })).toEqual(['Mine: model c, named by the list.']);
});

test('an alias counts the deployments of the group that it ends at', () => {
  const two: Assertion = { type: 'alias-deployments', atLeast: 2 };
  const far = [item('alias', { name: 'x', target: 'y' }), item('alias', { name: 'y', target: { model: 'a' } })];
  expect(broken([...far, model('a')], two)).toEqual([
    'Mine: alias x, a has 1 of 2 deployments.',
    'Mine: alias y, a has 1 of 2 deployments.',
  ]);
  expect(broken([...far, model('a'), model('a')], two)).toEqual([]);
  const circle = [item('alias', { name: 'x', target: 'y' }), item('alias', { name: 'y', target: 'x' })];
  expect(broken(circle, two)).toHaveLength(2);
});

test('a group with too few deployments is named once, and a switched-off deployment does not count', () => {
  const two: Assertion = { type: 'group-deployments', atLeast: 2 };
  const off = model('a', 'openai/a', { $regent: { enabled: false } });
  expect(broken([model('a'), off], two)).toEqual(['Mine: model a, 1 of 2 deployments.']);
  expect(broken([model('a'), model('a'), model('a')], two)).toEqual([]);
});

test('a price is the model’s own, or the catalog’s for its upstream or base model', () => {
  const own = model('own', 'x/own', { model_info: { input_cost_per_token: 0 } });
  const param = model('param', 'x/p', { litellm_params: { model: 'x/p', input_cost_per_second: 1 } });
  const base = model('base', 'azure/deployment', { model_info: { base_model: 'azure/known' } });
  const items = [own, param, base, model('known', 'openai/gpt-5'), model('free', 'x/unknown')];
  expect(broken(items, { type: 'priced' })).toEqual(['Mine: model free, no price.']);
});

test('a fallback of its own, for every model, or by default counts; one for long requests does not', () => {
  const assertion: Assertion = { type: 'has-fallback' };
  const chain = (data: JsonObject) => item('fallback', { targets: ['b'], ...data });
  expect(broken([model('a'), chain({ class: 'context_window', source: 'a' })], assertion)).toHaveLength(1);
  for (const data of [{ class: 'general', source: 'a' }, { class: 'general', source: '*' }, { class: 'default' }])
    expect(broken([model('a'), chain(data)], assertion)).toEqual([]);
  expect(broken([model('a'), chain({ class: 'general', source: 'b' })], assertion)).toHaveLength(1);
});

test('only the named providers are used; a model that names none is not judged', () => {
  const assertion: Assertion = { type: 'only-providers', providers: ['openai'] };
  expect(broken([model('a'), model('b', 'azure/b'), model('c', 'plain')], assertion)).toEqual([
    'Mine: model b, provider azure.',
  ]);
});

test('a finding has the severity that its writer chose and belongs to its item', () => {
  const one = model('a', 'azure/a');
  const assertion: Assertion = { type: 'only-providers', providers: ['openai'] };
  const written: WrittenAssertion = { id: 'x', label: 'Mine', severity: 'error', enabled: true, assertion };
  expect(evaluateAssertions([one], [written], facts)).toMatchObject([
    {
      severity: 'error',
      code: 'assertion-failed',
      item: { kind: 'model', key: one.key, pointer: '/litellm_params/model' },
    },
  ]);
  expect(evaluateAssertions([one], [{ ...written, enabled: false }], facts)).toEqual([]);
});

test('the starter set is well-formed and says nothing until it is switched on', () => {
  for (const written of starterAssertions) expect(WrittenAssertion.parse(written)).toEqual(written);
  expect(evaluateAssertions([model('a', 'x/unknown')], starterAssertions, facts)).toEqual([]);
});
