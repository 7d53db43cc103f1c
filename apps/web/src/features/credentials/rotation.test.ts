import type { ItemView } from '@regent/core';
import { expect, test } from 'vitest';
import { rotationOf, trialData } from './rotation.ts';

const credential = (version: number) => ({
  credential_name: 'a',
  credential_values: { api_key: { $secret: 's', version }, api_base: 'http://x' },
});

test('a rotation is found again after any interruption: typed, staged, live', () => {
  expect(rotationOf({ applied: credential(1), data: credential(1), flag: null })).toEqual({ step: 'new-value' });
  expect(rotationOf({ applied: credential(1), data: credential(2), flag: 'changed' })).toEqual({
    step: 'apply',
    fields: ['api_key'],
  });
  expect(rotationOf({ applied: credential(2), data: credential(2), flag: null })).toEqual({
    step: 'revoke',
    fields: ['api_key'],
  });
});

test('a credential that was never applied has nothing to rotate', () => {
  expect(rotationOf({ applied: null, data: credential(1), flag: 'new' })).toEqual({ step: 'new-value' });
});

test('the new value is tried with a deployment as that would use it, its own fields winning', () => {
  const model = {
    data: {
      model_name: 'm',
      litellm_params: { model: 'openai/m', litellm_credential_name: 'a', api_base: 'http://own' },
    },
  };
  const data = { credential_values: { api_key: { $newSecret: 'x' }, api_base: 'http://x' } };
  expect(trialData(model as unknown as ItemView, data)).toEqual({
    model_name: 'm',
    litellm_params: { model: 'openai/m', api_key: { $newSecret: 'x' }, api_base: 'http://own' },
  });
});
