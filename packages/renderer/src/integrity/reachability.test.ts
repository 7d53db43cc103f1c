import { type FallbackClass, type Item, type ItemKind, itemName, type JsonObject } from '@regent/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAllowed, reachabilityOf } from './reachability.ts';

let count = 0;
const item = (kind: ItemKind, data: JsonObject): Item => ({ kind, key: `k${count++}`, data });
const model = (name: string, more: JsonObject = {}) => item('model', { model_name: name, ...more });
const alias = (name: string, target: string) => item('alias', { name, target });
const fallback = (source: string, targets: string[], of: FallbackClass = 'general', section = 'router_settings') =>
  item('fallback', { section, class: of, ...(of === 'default' ? {} : { source }), targets });
const groups = (items: readonly Item[], models: string[]) => reachabilityOf(items, models).map(({ group }) => group);

const models = ['a', 'b', 'c', 'd'].map((name) => model(name));

test('a fallback of any class leads beyond the list, and the way is told', () => {
  for (const of of ['general', 'context_window', 'content_policy'] as const) {
    expect(reachabilityOf([...models, fallback('a', ['b'], of)], ['a'])).toMatchObject([
      {
        group: 'b',
        path: [
          { name: 'a', via: 'list' },
          { name: 'b', via: of },
        ],
      },
    ]);
  }
  expect(reachabilityOf([...models, fallback('a', ['b'])], ['a'])[0]?.text).toBe('a → fallback b');
});

test('an alias that the list names leads to its group, and on to the fallbacks of that group', () => {
  const items = [...models, alias('short', 'b'), fallback('b', ['c'])];
  expect(reachabilityOf(items, ['short']).map(({ text }) => text)).toEqual([
    'short → alias of b',
    'short → alias of b → fallback c',
  ]);
  expect(groups(items, ['a'])).toEqual([]);
});

test('what the list names itself is not beyond it, and an empty list has no beyond', () => {
  const items = [...models, fallback('a', ['b', 'c'])];
  expect(groups(items, ['a', 'b'])).toEqual(['c']);
  expect([groups(items, []), groups(items, ['*']), groups(items, ['all-proxy-models'])]).toEqual([[], [], []]);
});

test('access groups and wildcards of the list allow what they stand for', () => {
  const items = [model('a', { model_info: { access_groups: ['beta'] } }), model('openai/x'), model('c')];
  expect(groups([...items, fallback('a', ['c'])], ['beta'])).toEqual(['c']);
  expect(groups([...items, fallback('openai/x', ['c'])], ['openai/*'])).toEqual(['c']);
});

test('default fallbacks serve only groups without fallbacks of their own', () => {
  const items = [...models, fallback('a', ['b']), fallback('', ['c'], 'default')];
  expect(groups([...items], ['d'])).toEqual(['c']);
  expect(
    groups([...models, fallback('a', ['d']), fallback('d', ['b']), fallback('', ['c'], 'default')], ['a']),
  ).toEqual(['b', 'c', 'd']);
});

test('router_settings win over litellm_settings, class by class', () => {
  const items = [...models, fallback('a', ['b'], 'general', 'litellm_settings'), fallback('a', ['c'])];
  expect(groups(items, ['a'])).toEqual(['c']);
  const other = fallback('a', ['d'], 'content_policy', 'litellm_settings');
  expect(groups([...items, other], ['a'])).toEqual(['c', 'd']);
});

test('fallbacks end at the engine’s limit, and with access enforced they lead nowhere', () => {
  const chain = [...models, fallback('a', ['b']), fallback('b', ['c']), fallback('c', ['d'])];
  expect(groups(chain, ['a'])).toEqual(['b', 'c', 'd']);
  expect(groups([...chain, item('routing', { router_settings: { max_fallbacks: 2 } })], ['a'])).toEqual(['b', 'c']);
  const enforced = item('security', { general_settings: { enforce_fallback_model_access: true } });
  expect(groups([...chain, enforced], ['a'])).toEqual([]);
});

test('switched-off groups and names without a model are not reached', () => {
  const off = model('off', { $regent: { enabled: false } });
  expect(groups([...models, off, fallback('a', ['off', 'ghost', 'b'])], ['a'])).toEqual(['b']);
});

test('a list allows by name, by pattern, by access group, or everything', () => {
  const items = [model('gpt', { model_info: { access_groups: ['beta'] } }), model('openai/x')];
  const lists = [[], ['*'], ['all-proxy-models'], ['gpt'], ['g*'], ['beta'], ['other', 'gpt']];
  expect(lists.filter((list) => isAllowed(items, list, 'gpt'))).toEqual(lists);
  for (const list of [['gp'], ['openai/*'], ['gpt-5'], ['all-team-models']])
    expect(isAllowed(items, list, 'gpt'), String(list)).toBe(false);
  expect(isAllowed(items, ['beta'], 'openai/x')).toBe(false);
});

test('items of other kinds that look alike are no way', () => {
  const look = { name: 'a', target: 'b', class: 'general', section: 'router_settings', source: 'a', targets: ['b'] };
  const items = [...models, item('credential', look), item('guardrail', { ...look, model_name: 'b' })];
  expect(reachabilityOf(items, ['a'])).toEqual([]);
});

test('targets with parameters count by their model, and what is no name is passed over', () => {
  const held = (targets: JsonObject[string]) =>
    item('fallback', { section: 'router_settings', class: 'general', source: 'a', targets });
  expect(groups([...models, held([{ model: 'b', timeout: 3 }, 7, null, { timeout: 3 }])], ['a'])).toEqual(['b']);
  expect(groups([...models, held('b')], ['a'])).toEqual([]);
  const unfinished = item('alias', { name: 'open' });
  expect(groups([...models, unfinished], ['open'])).toEqual([]);
});

test('a chain for every name gives way to the name’s own of the same class only', () => {
  const every = [fallback('*', ['c'], 'general'), fallback('', ['d'], 'default')];
  expect(groups([...models, ...every], ['a'])).toEqual(['c', 'd']);
  expect(groups([...models, fallback('a', ['b'], 'context_window'), ...every], ['a'])).toEqual(['b', 'c', 'd']);
  expect(groups([...models, fallback('a', ['b']), ...every], ['a', 'c', 'd'])).toEqual(['b']);
  expect(groups([...models, fallback('a', ['b']), fallback('*', ['d'], 'content_policy')], ['a'])).toEqual(['b', 'd']);
});

test('the first chain of a name is the one that is used', () => {
  expect(groups([...models, fallback('a', ['b']), fallback('a', ['c'])], ['a'])).toEqual(['b']);
});

test('an alias does not count as a fallback, and a way back is not walked twice', () => {
  const items = [
    ...models,
    alias('short', 'a'),
    fallback('a', ['b']),
    fallback('b', ['a', 'short', 'c']),
    item('routing', { router_settings: { num_retries: 1 } }),
    item('routing', { router_settings: { max_fallbacks: 2 } }),
    item('routing', { router_settings: { max_fallbacks: 0 } }),
  ];
  expect(reachabilityOf(items, ['short']).map(({ text }) => text)).toEqual([
    'short → alias of a',
    'short → alias of a → fallback b',
    'short → alias of a → fallback b → fallback c',
  ]);
});

const name = fc.constantFrom('a', 'b', 'c', 'd');
const anyFallbacks = fc.array(
  fc.tuple(name, fc.array(name, { maxLength: 3 })).map(([source, targets]) => fallback(source, targets)),
  { maxLength: 6 },
);

test('every way begins in the list, ends at its group, and each step of it exists', () => {
  fc.assert(
    fc.property(anyFallbacks, fc.array(name, { minLength: 1 }), (fallbacks, list) => {
      for (const { group, path } of reachabilityOf([...models, ...fallbacks], list)) {
        expect(list).not.toContain(group);
        expect(list).toContain(path[0]?.name);
        expect(path.at(-1)?.name).toBe(group);
        for (const [index, step] of path.entries()) {
          if (index === 0) continue;
          const from = path[index - 1]?.name;
          const first = fallbacks.find((one) => itemName(one) === from);
          expect(first?.data.targets).toContain(step.name);
        }
      }
    }),
  );
});

test('a longer list reaches no less in all', () => {
  fc.assert(
    fc.property(anyFallbacks, fc.array(name, { minLength: 1 }), name, (fallbacks, list, more) => {
      const all = (models_: string[]) => new Set([...models_, ...groups([...models, ...fallbacks], models_)]);
      const longer = all([...list, more]);
      expect([...all(list)].filter((group) => !longer.has(group))).toEqual([]);
    }),
  );
});
