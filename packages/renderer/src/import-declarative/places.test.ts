import type { JsonObject } from '@regent/core';
import { expect, test } from 'vitest';
import { importDeclarative } from './import-declarative.ts';

const text = (data: JsonObject) => JSON.stringify(data, null, 1);
const config = text({
  providers: {
    one: {
      api_base: 'http://one//',
      interfaces: {
        openai: { models: { 'gpt-5': { litellm_params: { api_key: 'sk-of-the-model', timeout: 3 } } } },
        anthropic: null,
      },
    },
    two: { interfaces: { gemini: { models: { flash: null } } } },
  },
  aliases: { short: 'gpt-5' },
  fallbacks: [{ short: ['flash'] }],
});
const local = text({ providers: { one: { api_key: 'sk-of-the-provider' } } });

test('credentials carry address, key and provider; without a key they are there, disabled and empty', () => {
  const { items, secrets } = importDeclarative({ config, local });
  const value = new Map(secrets.map((secret) => [secret.id, secret.value]));
  const credentials = items
    .filter(({ kind }) => kind === 'credential')
    .map(({ data }) => JSON.parse(JSON.stringify(data, (_, part) => value.get(part?.$secret) ?? part)));
  expect(credentials).toEqual([
    {
      credential_name: 'one-openai',
      credential_values: { api_key: 'sk-of-the-provider', api_base: 'http://one/v1' },
      credential_info: { custom_llm_provider: 'OpenAI_Compatible' },
    },
    {
      credential_name: 'one-anthropic',
      credential_values: { api_key: 'sk-of-the-provider', api_base: 'http://one' },
      credential_info: { custom_llm_provider: 'Anthropic' },
    },
    {
      credential_name: 'two-gemini',
      credential_values: {},
      credential_info: { custom_llm_provider: 'Google_AI_Studio' },
      $regent: { enabled: false },
    },
  ]);
});

test('the receipt names what was done at the place where its owner wrote it', () => {
  const { receipt } = importDeclarative({ config, local });
  const lines = receipt.filter(({ action }) => action === 'secret-moved').map(({ path, line }) => `${line} ${path}`);
  expect(lines).toEqual([
    '10 providers.one.interfaces.openai.models.gpt-5.litellm_params.api_key',
    '4 providers.one.api_key',
    '4 providers.one.api_key',
  ]);
});

test('with an error nothing comes, and the findings say why', () => {
  const { diagnostics, ...rest } = importDeclarative({ config: text({ aliases: { a: 'ghost' } }) });
  expect(rest).toEqual({ items: [], secrets: [], receipt: [] });
  expect(diagnostics).toMatchObject([{ code: 'dangling-alias' }]);
});

test('without aliases and fallbacks no empty section is left behind', () => {
  const source = { config: text({ providers: { p: { api_key: 'k', interfaces: { openai: null } } } }) };
  expect(importDeclarative(source).items.map(({ kind }) => kind)).toEqual(['credential']);
});
