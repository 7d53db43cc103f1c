import { expect, test } from 'vitest';
import { rotationOf } from './rotation.ts';

const credential = (version: number) => ({
  credential_name: 'a',
  credential_values: { api_key: { $secret: 's', version }, api_base: 'http://x' },
});

test('a rotation is found again after any interruption: typed, staged, live, old version gone', () => {
  const first = { applied: credential(1), data: credential(1), flag: null };
  expect(rotationOf(first, 0)).toEqual({ step: 'new-value' });
  const staged = { applied: credential(1), data: credential(2), flag: 'changed' } as const;
  expect(rotationOf(staged, 0)).toEqual({ step: 'apply', fields: ['api_key'] });
  const live = { applied: credential(2), data: credential(2), flag: null };
  expect(rotationOf(live, 1)).toEqual({ step: 'revoke', old: 1 });
  expect(rotationOf(live, 0)).toEqual({ step: 'new-value' });
});

test('a credential that was never applied has nothing to rotate', () => {
  expect(rotationOf({ applied: null, data: credential(1), flag: 'new' }, 1)).toEqual({ step: 'new-value' });
});
