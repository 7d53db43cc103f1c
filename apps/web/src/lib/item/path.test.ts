import { describe, expect, it } from 'vitest';
import { valueAt, withValue } from './path.ts';

describe('a value set in item data', () => {
  const data = { model_name: 'a', litellm_params: { model: 'openai/a', unknown: { deep: [1] } } };

  it('leaves every other key as it was', () => {
    const next = withValue(data, ['litellm_params', 'tpm'], 5);
    expect(next).toEqual({ model_name: 'a', litellm_params: { model: 'openai/a', unknown: { deep: [1] }, tpm: 5 } });
    expect(data.litellm_params).not.toHaveProperty('tpm');
  });

  it('set and taken back gives the same data, without empty maps left behind', () => {
    expect(withValue(withValue(data, ['model_info', 'mode'], 'chat'), ['model_info', 'mode'], undefined)).toEqual(data);
  });

  it('may be null or false without counting as absent', () => {
    expect(valueAt(withValue(data, ['litellm_params', 'x'], false), ['litellm_params', 'x'])).toBe(false);
    expect(valueAt(withValue(data, ['litellm_params', 'x'], null), ['litellm_params', 'x'])).toBeNull();
  });

  it('is not looked for inside text or lists', () => {
    expect(valueAt(data, ['model_name', 'length'])).toBeUndefined();
  });
});
