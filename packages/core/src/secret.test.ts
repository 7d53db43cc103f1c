import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { isSecretInput, isSecretReference, Secret, secretReferences } from './secret.ts';

test('a secret shows nothing of itself in any way that text comes about', () => {
  const secret = new Secret('sk-canary');
  const shown = [
    `${secret}`,
    JSON.stringify({ secret }),
    inspect(secret),
    inspect({ deep: [secret] }),
    String(Object.values(secret)),
  ];
  for (const text of shown) expect(text).not.toContain('canary');
  expect(secret.reveal()).toBe('sk-canary');
  expect([`${secret}`, JSON.stringify(secret), inspect(secret)]).toEqual(['***', '"***"', '***']);
});

test('references are found at any depth, and only whole ones', () => {
  const reference = { $secret: 'a', version: 1 };
  expect(
    secretReferences({ x: [reference, { y: { $secret: 'b', version: 2 } }], z: { $secret: 'no version' } }),
  ).toEqual([reference, { $secret: 'b', version: 2 }]);
  expect(secretReferences('text')).toEqual([]);
});

test('a reference and a new secret are told apart', () => {
  expect(isSecretReference({ $secret: 'a', version: 1 })).toBe(true);
  expect(isSecretReference({ $secret: 'a', version: '1' })).toBe(false);
  expect(isSecretReference(null)).toBe(false);
  expect(isSecretReference({ $secret: 5, version: 1 })).toBe(false);
  expect(isSecretInput({ $newSecret: 'x' })).toBe(true);
  expect(isSecretInput({ $secret: 'x' })).toBe(false);
  expect(isSecretInput({ $newSecret: 1 })).toBe(false);
});
