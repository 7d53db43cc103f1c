import { expect, test } from 'vitest';
import { validateConfig } from '../validate.ts';

const found = (text: string, engine = '1.104.0') =>
  validateConfig(text, { engine }).map(({ severity, code, path }) => `${severity} ${code} ${path}`);

test('a time in whole thousands looks like milliseconds, unless it is whole hours', () => {
  const timeout = (value: string) => found(`litellm_settings:\n  request_timeout: ${value}\n`);
  const wrong = ['warning wrong-unit litellm_settings.request_timeout'];
  for (const milliseconds of ['10000', '30000', '600000', '60000.0']) expect(timeout(milliseconds)).toEqual(wrong);
  for (const seconds of ['600', '6000', '9000', '36000', '86400', '10800', '12345'])
    expect(timeout(seconds)).toEqual([]);
  const [finding] = validateConfig('litellm_settings:\n  request_timeout: 30000\n');
  expect(finding).toMatchObject({
    message: expect.stringContaining('8.3 hours'),
    hint: 'Write 30 if milliseconds were meant.',
  });
  expect(
    found(
      'model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, stream_timeout: 30000, max_tokens: 30000}}\n',
    ),
  ).toEqual(['warning wrong-unit model_list[0].litellm_params.stream_timeout']);
  expect(found('x-notes:\n  timeout_of: 30000\n  input_cost_per_token: 3\n')).toEqual([]);
  expect(found('router_settings:\n  timeouts: [30000]\n')).toEqual(['warning unknown-key router_settings.timeouts']);
});

test('a price of a cent for a single token is a price for a million', () => {
  const price = (text: string) =>
    found(`model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, ${text}}}\n`).map((line) =>
      line.replace('model_list[0].litellm_params.', ''),
    );
  expect(price('input_cost_per_token: 3')).toEqual(['warning wrong-unit input_cost_per_token']);
  expect(price('cache_read_input_token_cost: 0.01')).toEqual(['warning wrong-unit cache_read_input_token_cost']);
  expect(price('output_cost_per_token: 0.0097, output_cost_per_second: 3, input_cost_per_image: 1')).toEqual([]);
  const [finding] = validateConfig(
    'model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, input_cost_per_token: 2.5}}\n',
  );
  expect(finding).toMatchObject({
    message: expect.stringContaining('2,500,000 USD'),
    hint: 'Write 0.0000025 if the price is for a million tokens.',
  });
});

test('a value that came later than the engine stops it', () => {
  const strategy = 'router_settings:\n  routing_strategy: lar1\n';
  expect(found(strategy, '1.89.4')).toEqual(['error value-too-new router_settings.routing_strategy']);
  expect(found(strategy, '1.90.0')).toEqual([]);
  expect(found('router_settings:\n  routing_strategy: least-busy\n', '1.81.6')).toEqual([]);
  const cache =
    'litellm_settings:\n  cache: true\n  cache_params: {type: valkey-semantic, similarity_threshold: 0.8, host: a}\n';
  expect(found(cache, '1.81.6')).toEqual(['error value-too-new litellm_settings.cache_params.type']);
  expect(found(cache)).toEqual([]);
});

test('a whole number of a deployment is no text with an exponent', () => {
  const limit = (text: string) =>
    found(`model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, ${text}}}\n`);
  expect(limit('tpm: 1e6')).toEqual(['error wrong-type model_list[0].litellm_params.tpm']);
  expect(limit('tpm: "1000"')).toEqual([]);
  expect(limit('timeout: 1e3')).toEqual([]);
});
