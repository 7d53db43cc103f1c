import type { Json, JsonObject } from '@regent/core';
import { expect, test } from 'vitest';
import { renderConfig } from '../render/render.ts';
import { importPredecessor } from './import-predecessor.ts';

const file = JSON.stringify({
  version: 1,
  items: [
    {
      kind: 'model',
      name: '6f1c',
      data: {
        model_name: 'gpt',
        litellm_params: { model: 'openai/gpt-4o', litellm_credential_name: 'main' },
        model_info: { mode: 'chat' },
      },
    },
    { kind: 'credential', name: 'main', data: { provider: 'openai', value_encrypted: 'sealed:sk-canary-one' } },
    { kind: 'credential', name: 'lost', data: { provider: 'anthropic', value_encrypted: 'broken' } },
    { kind: 'router_setting', name: 'num_retries', data: 3 },
    { kind: 'router_setting', name: 'fallbacks', data: { value: [{ gpt: ['gpt'] }] } },
    { kind: 'litellm_setting', name: 'drop_params', data: true },
    { kind: 'general_setting', name: 'store_model_in_db', data: true },
    {
      kind: 'mcp_server',
      name: '77',
      data: {
        server_name: 'files',
        url: 'http://files/mcp',
        transport: 'http',
        auth_value_encrypted: 'sealed:tok-canary',
      },
    },
    { kind: 'passthrough', name: '_', data: { litellm_settings: { set_verbose: false }, some_section: { a: 1 } } },
    { kind: 'ui_theme', name: 'dark', data: {} },
    {
      kind: 'model',
      name: 'forged',
      data: { model_name: 'x', litellm_params: { api_key: { $secret: 'id', version: 1 } } },
    },
  ],
});
const open = (sealed: string) => (sealed.startsWith('sealed:') ? sealed.slice(7) : null);

test('an export becomes the configuration that its owner had', () => {
  const { items, secrets, sealed } = importPredecessor(file, { open, reserved: 'drop' });
  const vault = new Map(secrets.map(({ id, value }) => [id, value]));
  const { document } = renderConfig(items, { secrets: ({ $secret }) => vault.get($secret) });
  expect(sealed).toEqual({ found: 3, opened: 2 });
  expect(document).toMatchObject({
    model_list: [{ model_name: 'gpt', model_info: { id: '6f1c', mode: 'chat' } }],
    credential_list: [
      { credential_name: 'main', credential_values: { api_key: 'sk-canary-one' } },
      { credential_name: 'lost', credential_values: {} },
    ],
    router_settings: { num_retries: 3, fallbacks: [{ gpt: ['gpt'] }] },
    litellm_settings: { drop_params: true, set_verbose: false },
    mcp_servers: { files: { url: 'http://files/mcp', auth_value: 'tok-canary' } },
    some_section: { a: 1 },
  });
  expect((document.general_settings as JsonObject | undefined)?.store_model_in_db).toBeUndefined();
});

test('a secret that does not open and a kind without a place are named, and nothing of them is shown', () => {
  const { diagnostics, items } = importPredecessor(file, { open });
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'secret-not-readable', path: 'items[2]' }));
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'not-taken-over', path: 'items[9]' }));
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'not-taken-over', path: 'items[10]' }));
  expect(JSON.stringify(items)).not.toContain('canary');
});

test('each finding says whose it is, where it stands and what helps', () => {
  const { diagnostics } = importPredecessor(file, { open });
  const own = diagnostics.filter(({ code }) => code === 'secret-not-readable' || code === 'not-taken-over');
  expect(own).toEqual([
    {
      severity: 'warning',
      code: 'secret-not-readable',
      path: 'items[2]',
      pointer: '/items/2',
      message: 'The secret of credential "lost" does not open; it comes without it.',
      hint: 'Give the passphrase that the file was made with (CREDENTIALS_KEY, else SESSION_SECRET), or enter the secret again.',
    },
    ...[
      ['ui_theme "dark"', 9],
      ['model "forged"', 10],
    ].map(([what, index]) => ({
      severity: 'warning',
      code: 'not-taken-over',
      path: `items[${index}]`,
      pointer: `/items/${index}`,
      message: `${what} has no place in the configuration; it is left out.`,
    })),
  ]);
});

const imported = (items: readonly Json[]) => importPredecessor(JSON.stringify({ items }), { open });
const rendered = (items: readonly Json[]) => {
  const result = imported(items);
  const vault = new Map(result.secrets.map(({ id, value }) => [id, value]));
  return renderConfig(result.items, { secrets: ({ $secret }) => vault.get($secret) }).document;
};

test('entries without kind, name or data are passed over or named, and the others come', () => {
  const good = { kind: 'router_setting', name: 'num_retries', data: 2 };
  const odd = [null, 3, 'text', { kind: 'model' }, { name: 'x' }, { kind: 7, name: 'x' }, { kind: 'model', name: 7 }];
  expect(rendered([...odd, good])).toEqual({ router_settings: { num_retries: 2 } });
  expect(imported([...odd, good]).diagnostics).toEqual([]);
  expect(
    imported([
      { kind: 'model', name: 'empty' },
      { kind: 'credential', name: 'list', data: [] },
    ]).diagnostics,
  ).toMatchObject([
    { code: 'not-taken-over', path: 'items[0]' },
    { code: 'not-taken-over', path: 'items[1]' },
  ]);
});

test('no section is made up, and a setting is laid over what the rest says of it', () => {
  expect(rendered([])).toEqual({});
  const rest = { kind: 'passthrough', name: '_', data: { router_settings: { num_retries: 1, timeout: 9 } } };
  expect(rendered([{ kind: 'router_setting', name: 'num_retries', data: 4 }, rest])).toEqual({
    router_settings: { num_retries: 4, timeout: 9 },
  });
});

test('a setting that is an object is that object; wrapped or not', () => {
  const policy = { TimeoutErrorRetries: 2, value: 1 };
  for (const data of [policy, { value: policy }])
    expect(rendered([{ kind: 'router_setting', name: 'retry_policy', data }])).toEqual({
      router_settings: { retry_policy: policy },
    });
  expect(rendered([{ kind: 'litellm_setting', name: 'callbacks', data: ['otel'] }])).toEqual({
    litellm_settings: { callbacks: ['otel'] },
  });
});

test('a credential keeps its provider, and one without key or provider is empty', () => {
  const sealed = { provider: 'openai', value_encrypted: 'sealed:sk-one-two-three' };
  const credentials = [
    { kind: 'credential', name: 'full', data: sealed },
    { kind: 'credential', name: 'bare', data: { provider: 7, value_encrypted: '' } },
    { kind: 'credential', name: 'odd', data: { value_encrypted: 5 } },
  ];
  expect(rendered(credentials).credential_list).toEqual([
    {
      credential_name: 'full',
      credential_values: { api_key: 'sk-one-two-three' },
      credential_info: { custom_llm_provider: 'openai' },
    },
    { credential_name: 'bare', credential_values: {}, credential_info: {} },
    { credential_name: 'odd', credential_values: {}, credential_info: {} },
  ]);
  expect(imported(credentials).sealed).toEqual({ found: 1, opened: 1 });
});

test('an MCP server is called as it calls itself, else by its id, with a secret only where it has one', () => {
  const server = (name: string, data: JsonObject) => ({
    kind: 'mcp_server',
    name,
    data: { url: 'http://x/mcp', ...data },
  });
  const servers = [
    server('1', { server_name: 'files' }),
    server('2', { server_name: '' }),
    server('3', { server_name: 7 }),
    server('4', { auth_value_encrypted: 'broken' }),
  ];
  const url = 'http://x/mcp';
  expect(rendered(servers).mcp_servers).toEqual({ files: { url }, 2: { url }, 3: { url }, 4: { url } });
  expect(imported(servers).sealed).toEqual({ found: 1, opened: 0 });
});

test('the receipt names places of the configuration that it becomes', () => {
  const { receipt } = imported([
    {
      kind: 'model',
      name: 'm',
      data: { model_name: 'a', litellm_params: { model: 'openai/a', api_key: 'sk-plain-text-key' } },
    },
  ]);
  expect(receipt.find(({ action }) => action === 'secret-moved')).toMatchObject({
    path: 'model_list[0].litellm_params.api_key',
    pointer: '/model_list/0/litellm_params/api_key',
    line: 1,
  });
});

test('a text of another shape gives no items and says why', () => {
  expect(importPredecessor('{"version": 1}', { open })).toMatchObject({
    items: [],
    diagnostics: [{ severity: 'error', code: 'json-syntax', path: '', pointer: '' }],
  });
  for (const text of ['not json', '[]', 'null', '{"items": {}}', '{"items": "x"}'])
    expect(importPredecessor(text, { open })).toEqual({
      items: [],
      secrets: [],
      receipt: [],
      sealed: { found: 0, opened: 0 },
      diagnostics: [
        expect.objectContaining({
          message: 'This is not the export of LLM-Proxy UI: `{"version": 1, "items": […]}` was expected.',
        }),
      ],
    });
});
