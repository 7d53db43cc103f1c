import { type Item, type ItemKind, itemId, type JsonObject } from '@regent/core';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fixDangling, integrityOf } from './integrity.ts';

let count = 0;
const item = (kind: ItemKind, data: JsonObject, key = `k${count++}`): Item => ({ kind, key, data });
const model = (name: string, more: JsonObject = {}) => item('model', { model_name: name, litellm_params: {}, ...more });
const settings = (data: JsonObject) => item('routing', data, '_');

function apply(items: readonly Item[], edit: ReturnType<typeof fixDangling>): Item[] {
  if (edit === null) throw new Error('no edit');
  return items.flatMap((one) => {
    if (itemId(one) !== itemId(edit.ref)) return [one];
    return edit.data === null ? [] : [{ ...one, data: edit.data }];
  });
}

/** One item with a ghost in each place that can hold a name. */
const ghosts: readonly (readonly [string, Item])[] = [
  ['/target', item('alias', { name: 'a', target: 'ghost' })],
  ['/target/model', item('alias', { name: 'a', target: { model: 'ghost', hidden: true } })],
  ['/source', item('fallback', { section: 'router_settings', class: 'general', source: 'ghost', targets: ['gpt'] })],
  ['/targets/1', item('fallback', { section: 'router_settings', class: 'default', targets: ['gpt', 'ghost'] })],
  ['/targets/0/model', item('fallback', { class: 'content_policy', source: 'gpt', targets: [{ model: 'ghost' }] })],
  ['/litellm_params/litellm_credential_name', model('m', { litellm_params: { litellm_credential_name: 'ghost' } })],
  ['/litellm_params/guardrails/0', model('m', { litellm_params: { guardrails: ['ghost'] } })],
  ['/litellm_params/vector_store_ids/0', model('m', { litellm_params: { vector_store_ids: ['ghost'] } })],
  ['/litellm_params/auto_router_default_model', model('m', { litellm_params: { auto_router_default_model: 'ghost' } })],
  [
    '/litellm_params/litellm_credential_name',
    item('search_tool', { litellm_params: { litellm_credential_name: 'ghost' } }),
  ],
  [
    '/litellm_params/litellm_credential_name',
    item('vector_store', { litellm_params: { litellm_credential_name: 'ghost' } }),
  ],
  ['/guardrails/ghost', item('pass_through_endpoint', { path: '/x', guardrails: { ghost: {} } })],
  ['/guardrails/0', item('pass_through_endpoint', { path: '/x', guardrails: ['ghost'] })],
  ...(
    [
      ['router_settings', { model_group_retry_policy: { ghost: {} } }, '/model_group_retry_policy/ghost'],
      ['router_settings', { model_group_affinity_config: { ghost: [] } }, '/model_group_affinity_config/ghost'],
      ['router_settings', { routing_groups: [{ models: ['ghost'] }] }, '/routing_groups/0/models/0'],
      [
        'router_settings',
        { background_health_check_model_groups: ['ghost'] },
        '/background_health_check_model_groups/0',
      ],
      [
        'general_settings',
        { background_health_check_model_groups: ['ghost'] },
        '/background_health_check_model_groups/0',
      ],
      ['general_settings', { completion_model: 'ghost' }, '/completion_model'],
      ['general_settings', { role_permissions: [{ models: ['ghost'] }] }, '/role_permissions/0/models/0'],
      ['litellm_settings', { public_model_groups: ['ghost'] }, '/public_model_groups/0'],
      ['litellm_settings', { default_team_params: { models: ['ghost'] } }, '/default_team_params/models/0'],
      [
        'litellm_settings',
        { default_internal_user_params: { models: ['ghost'] } },
        '/default_internal_user_params/models/0',
      ],
      ['litellm_settings', { mcp_aliases: { short: 'ghost' } }, '/mcp_aliases/short'],
      [
        'litellm_settings',
        { websearch_interception_params: { search_tool_name: 'ghost' } },
        '/websearch_interception_params/search_tool_name',
      ],
    ] as const
  ).map(([section, data, pointer]) => [`/${section}${pointer}`, settings({ [section]: data })] as const),
  ['/policies/p/guardrails/add/0', settings({ policies: { p: { guardrails: { add: ['ghost'] } } } })],
  ['/policy_attachments/0/policy', settings({ policy_attachments: [{ policy: 'ghost' }] })],
];

test.each(ghosts)('a name that leads nowhere is found at %s and can be taken out there', (pointer, holder) => {
  const items = [model('gpt'), holder];
  const findings = integrityOf(items);
  expect(findings).toMatchObject([{ pointer, name: 'ghost', item: { kind: holder.kind, key: holder.key } }]);
  const [finding] = findings;
  if (finding === undefined) return;
  expect(integrityOf(apply(items, fixDangling(items, finding, { choice: 'remove' })))).toEqual([]);
});

test('an alias without its model and a fallback without source or last target go as a whole', () => {
  for (const pointer of ['/target', '/source', '/targets/0/model']) {
    const holder = ghosts.find(([at]) => at === pointer)?.[1] ?? model('x');
    const items = [model('gpt'), holder];
    const finding = integrityOf(items)[0];
    expect(finding?.fixes.at(-1)?.text).toMatch(/^Remove this (alias|fallback)\.$/);
    expect(finding && fixDangling(items, finding, { choice: 'remove' })?.data).toBeNull();
  }
});

test('the nearest name is offered first, and writing it mends the finding', () => {
  const items = [model('claude-sonnet'), item('alias', { name: 'a', target: 'claude-sonet' })];
  const [finding] = integrityOf(items);
  expect(finding).toMatchObject({
    text: 'alias a: there is no model "claude-sonet".',
    fixes: [{ choice: 'rename', name: 'claude-sonnet' }, { choice: 'remove' }],
  });
  if (finding === undefined) return;
  const fixed = apply(items, fixDangling(items, finding, { choice: 'rename', name: 'claude-sonnet' }));
  expect(integrityOf(fixed)).toEqual([]);
  expect(fixDangling(items, finding, { choice: 'rename', name: 'neither' })).toBeNull();
});

test('a fix of an item that is gone is none, and taking one of two names out keeps the item', () => {
  const both = item('fallback', { class: 'general', source: 'gpt', targets: ['ghost', 'phantom'] });
  const items = [model('gpt'), both];
  const [first, second] = integrityOf(items);
  expect(first).toMatchObject({
    id: `${itemId(both)}/targets/0=ghost`,
    fixes: [{ choice: 'remove', text: 'Take "ghost" out.' }],
  });
  if (first === undefined || second === undefined) throw new Error('both names are ghosts');
  expect(fixDangling([model('gpt')], first, { choice: 'remove' })).toBeNull();
  const once = apply(items, fixDangling(items, first, { choice: 'remove' }));
  expect(once[1]?.data.targets).toEqual(['phantom']);
  const [last] = integrityOf(once);
  expect(last && fixDangling(once, last, { choice: 'remove' })?.data).toBeNull();
});

test('an item other than a fallback stays when a list of it runs empty, and its kind is said in words', () => {
  const holder = item('pass_through_endpoint', { path: '/x', targets: [], guardrails: ['ghost'] });
  const [finding] = integrityOf([holder]);
  expect(finding?.text).toBe('pass through endpoint /x: there is no guardrail "ghost".');
  expect(finding && fixDangling([holder], finding, { choice: 'remove' })?.data).toEqual({
    path: '/x',
    targets: [],
    guardrails: [],
  });
});

test('only a model group can be switched off: a guardrail of that name is simply not there', () => {
  const off = model('gpt', { $regent: { enabled: false } });
  const holder = model('m', { litellm_params: { guardrails: ['gpt'] } });
  expect(integrityOf([off, holder])[0]?.text).toBe('model m: there is no guardrail "gpt".');
});

test('groups, aliases, wildcards, ids, team names and variables are no ghosts', () => {
  const names = ['gpt', 'short', 'openai/anything', 'the-id', 'for-team', 'os.environ/MODEL', '*'];
  const targets = item('fallback', { class: 'general', source: 'gpt', targets: names });
  const items = [
    item('model', { model_name: 'gpt', model_info: { team_public_model_name: 'for-team' } }, 'the-id'),
    model('openai/*'),
    item('alias', { name: 'short', target: 'gpt' }),
    targets,
  ];
  expect(integrityOf(items)).toEqual([]);
});

test('a list of allowed models may name access groups and the engine’s own words; a fallback may not', () => {
  const words = ['beta', 'all-team-models', 'no-default-models', 'all-proxy-models', 'anthropic/*', '*'];
  const items = [
    model('gpt', { model_info: { access_groups: ['beta'] } }),
    settings({ litellm_settings: { default_team_params: { models: words } } }),
    item('fallback', { class: 'general', source: 'gpt', targets: ['beta'] }),
  ];
  expect(integrityOf(items).map(({ name, pointer }) => [name, pointer])).toEqual([['beta', '/targets/0']]);
});

test('a group whose deployments are all switched off is missing, and the sentence says why', () => {
  const items = [model('gpt', { $regent: { enabled: false } }), item('alias', { name: 'a', target: 'gpt' })];
  expect(integrityOf(items)[0]?.text).toBe('alias a: all deployments of "gpt" are switched off.');
  expect(integrityOf([...items, model('gpt')])).toEqual([]);
});

test('nothing is said of models where other files or the engine’s database may define them', () => {
  const alias = item('alias', { name: 'a', target: 'ghost' });
  expect(integrityOf([alias, item('passthrough', { include: ['more.yaml'] }, '_')])).toEqual([]);
  expect(integrityOf([alias, item('database', { general_settings: { store_model_in_db: true } }, '_')])).toEqual([]);
  expect(integrityOf([alias, item('database', { general_settings: { store_model_in_db: false } }, '_')])).toHaveLength(
    1,
  );
});

const word = fc.constantFrom('gpt', 'gpt-5', 'claude', 'claude-4', 'ghost', 'short');
const anyItem = fc.oneof(
  word.map((name) => ({ kind: 'model' as const, data: { model_name: name, litellm_params: { guardrails: [name] } } })),
  fc.tuple(word, word).map(([name, target]) => ({ kind: 'alias' as const, data: { name, target } })),
  fc
    .tuple(word, fc.array(word, { minLength: 1, maxLength: 3 }))
    .map(([source, targets]) => ({ kind: 'fallback' as const, data: { class: 'general', source, targets } })),
  fc.array(word).map((models) => ({
    kind: 'routing' as const,
    data: { router_settings: { routing_groups: [{ models }], model_group_retry_policy: { [models[0] ?? 'x']: {} } } },
  })),
);
const anyItems = fc
  .array(anyItem, { maxLength: 12 })
  .map((list) => list.map((one, index): Item => ({ ...one, key: `key-${index}` })));

test('a fix changes no other item, and what was fixed is not found again', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      for (const finding of integrityOf(items)) {
        for (const fix of finding.fixes) {
          const after = apply(items, fixDangling(items, finding, fix));
          const others = (list: readonly Item[]) => list.filter((one) => itemId(one) !== itemId(finding.item));
          expect(others(after)).toEqual(others(items));
          const same = (one: typeof finding) => itemId(one.item) === itemId(finding.item) && one.name === finding.name;
          expect(integrityOf(after).filter(same).length).toBe(
            integrityOf(items).filter(same).length - 1 - dupes(items, finding, after),
          );
        }
      }
    }),
  );
});

/** Removing a whole item takes its other findings of the same name along. */
function dupes(
  items: readonly Item[],
  finding: ReturnType<typeof integrityOf>[number],
  after: readonly Item[],
): number {
  if (after.some((one) => itemId(one) === itemId(finding.item))) return 0;
  const same = integrityOf(items).filter(
    (one) => itemId(one.item) === itemId(finding.item) && one.name === finding.name,
  );
  return same.length - 1;
}

test('taking the first fix again and again ends with nothing dangling', () => {
  fc.assert(
    fc.property(anyItems, (items) => {
      let current: Item[] = [...items];
      for (let left = 200; left > 0; left--) {
        const [finding] = integrityOf(current);
        const fix = finding?.fixes[0];
        if (finding === undefined || fix === undefined) break;
        current = apply(current, fixDangling(current, finding, fix));
      }
      expect(integrityOf(current)).toEqual([]);
    }),
  );
});
