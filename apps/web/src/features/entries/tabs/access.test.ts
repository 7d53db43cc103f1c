import { expect, test } from 'vitest';
import { accessOf } from './access.ts';

test('a key is asked for only where it is said; what is not said is public', () => {
  expect(accessOf({ auth: true, forward_headers: true })).toBe('key');
  expect(accessOf({ forward_headers: true })).toBe('own');
  expect(accessOf({})).toBe('public');
});
