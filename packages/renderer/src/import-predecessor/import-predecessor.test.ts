import type { JsonObject } from '@regent/core';
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

test('a text of another shape gives no items and says why', () => {
  expect(importPredecessor('{"version": 1}', { open })).toMatchObject({
    items: [],
    diagnostics: [{ severity: 'error', code: 'json-syntax' }],
  });
});
