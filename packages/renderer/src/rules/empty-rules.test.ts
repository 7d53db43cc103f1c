import { expect, test } from 'vitest';
import { validateConfig } from '../validate.ts';

const found = (text: string) =>
  validateConfig(text).map(({ severity, code, path, line }) => `${line} ${severity} ${code} ${path}`);

test('a key whose entries were all commented out stops the engine where it needs them', () => {
  expect(found('litellm_settings:\n  callbacks:\n    # - langfuse\n  max_budget: null\n  drop_params: ~\n')).toEqual([
    '2 error empty-key litellm_settings.callbacks',
    '4 error empty-key litellm_settings.max_budget',
  ]);
  expect(found('include:\nmodel_list: []\n')).toEqual(['1 error empty-key include']);
  expect(found('model_list:\n  - model_name: a\n    litellm_params: {model: openai/a}\n    model_info:\n')).toEqual([
    '4 error empty-key model_list[0].model_info',
  ]);
});

test('elsewhere nothing is the same as no key', () => {
  expect(
    found(
      'router_settings:\n  fallbacks:\n  retry_policy:\ngeneral_settings:\n  alerting:\nlitellm_settings:\n  fallbacks:\n',
    ),
  ).toEqual([]);
  expect(
    found('model_list:\n  - {model_name: a, litellm_params: {model: openai/a, api_base: null, tpm: "1_000"}}\n'),
  ).toEqual([]);
});
