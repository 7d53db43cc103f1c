import type { Item, Json } from '@regent/core';
import { expect, test } from 'vitest';
import { checkText, renderConfig } from './render.ts';

const alias = (key: string, name: string, target: Json): Item => ({ kind: 'alias', key, data: { name, target } });

test('a cycle of aliases says which alias, where and what to do', () => {
  const { diagnostics } = renderConfig([alias('1', 'a', 'b'), alias('2', 'b', 'a')]);
  expect(diagnostics[0]).toMatchObject({
    code: 'alias-cycle',
    severity: 'error',
    message: 'The alias "a" leads back to itself.',
    hint: 'Let one of the aliases name a model group.',
    item: { kind: 'alias', key: '1' },
  });
});

test('a name that a map could hold only once says so', () => {
  const { diagnostics } = renderConfig([alias('1', 'a', 'x'), alias('2', 'a', 'y')]);
  expect(diagnostics).toMatchObject([
    {
      code: 'duplicate-name',
      severity: 'error',
      message: 'Two entries are named "a"; a file can hold one only.',
      hint: 'Rename or delete one of them.',
    },
  ]);
});

const secret: Item = {
  kind: 'model',
  key: 'm',
  position: 'a0',
  data: { model_name: 'm', litellm_params: { model: 'openai/x', api_key: { $secret: 's', version: 2 } } },
};

test('a secret that the vault does not have is an error at its field; redacted it is none', () => {
  const missing = renderConfig([secret], { secrets: () => undefined });
  expect(missing.diagnostics).toMatchObject([
    {
      code: 'secret-missing',
      severity: 'error',
      message: 'The vault has no version 2 of this secret.',
      hint: 'Enter the secret again.',
      item: { kind: 'model', key: 'm', pointer: '/litellm_params/api_key' },
    },
  ]);
  const redacted = renderConfig([secret], { secrets: () => 'sk-canary', redact: true });
  expect(redacted.diagnostics).toEqual([]);
  expect(redacted.text).not.toContain('canary');
  expect(renderConfig([secret], { secrets: () => 'sk-real' }).text).toContain('sk-real');
});

test('a text that does not read back equal is never handed out without an error', () => {
  expect(checkText('a: 1\n', { a: 1 })).toEqual([]);
  for (const text of ['a: 2\n', 'a: [\n']) {
    expect(checkText(text, { a: 1 })).toMatchObject([
      {
        code: 'render-mismatch',
        severity: 'error',
        location: [],
        message: expect.stringContaining('does not read back'),
        hint: expect.stringContaining('nothing is written'),
      },
    ]);
  }
});

test('a key that would vanish in JavaScript is an error, never silently lost', () => {
  const data = JSON.parse('{"x-own": {"__proto__": "x"}}');
  const { diagnostics } = renderConfig([{ kind: 'passthrough', key: '_', data }]);
  expect(diagnostics.map(({ code }) => code)).toEqual(['render-mismatch']);
});
