import type { JsonObject } from '@regent/core';
import { expect, test } from 'vitest';
import { itemChange } from './item-change.ts';

const change = (before: JsonObject | null, after: JsonObject | null) =>
  itemChange({
    kind: 'credential',
    key: 'c',
    flag: before === null ? 'new' : 'changed',
    author: 'ann',
    stagedAt: new Date(0),
    version: 1,
    before: before && { credential_name: 'c', credential_values: before },
    after: after && { credential_name: 'c', credential_values: after },
  }).fields.find(({ pointer }) => pointer === '/credential_values/api_key');

test('a secret that comes, goes or is replaced is told apart, and its text never shows', () => {
  const one = { api_key: { $secret: 'a', version: 1 } };
  const two = { api_key: { $secret: 'a', version: 2 } };
  expect(change({}, one)).toMatchObject({ type: 'added', after: '***', secret: true });
  expect(change({}, one)).not.toHaveProperty('before');
  expect(change(one, {})).toMatchObject({ type: 'removed', before: '***' });
  expect(change(one, two)).toMatchObject({ type: 'changed', before: '***', after: '***' });
  expect(change(null, one)).not.toHaveProperty('before');
});
