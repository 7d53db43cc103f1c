import { expect, test } from 'vitest';
import { validateConfig } from '../validate.ts';

const hintOf = (text: string) => validateConfig(text)[0]?.hint;
const param = (text: string) =>
  hintOf(`model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, ${text}}}\n`);

test('a number with a unit, a currency or separators is told as the number to write', () => {
  expect(param('timeout: 5m')).toBe('Write 300, in seconds.');
  expect(param('timeout: 500 ms')).toBe('Write 0.5, in seconds.');
  expect(param('tpm: 200k')).toBe('Write 200000.');
  expect(param('tpm: 2M')).toBe('Write 2000000.');
  expect(param('tpm: "2,000,000"')).toBe('Write 2000000.');
  expect(param('tpm: 1e6')).toBe('Write 1000000.');
  expect(param('rpm: 500/min')).toBe('Write 500, without a unit.');
  expect(param('input_cost_per_token: $0.5')).toBe('Write 0.5, without a unit.');
  expect(param('rpm: 2.5')).toBe('Write a whole number. Requests per minute.');
  expect(param('rpm: ten')).toBe('Write a number. Requests per minute.');
  expect(param('timeout: soon')).toBe('Write a number. Total time of a request.');
  expect(param('timeout: 3 weeks')).toBe('Write a number. Total time of a request.');
});

test('a text where a list is wanted is told as that list, and a map as lines with dashes', () => {
  const lined = 'Write a list: each entry on a line of its own that begins with "- ".';
  expect(param('tags: "free, default"')).toBe('Write a list: [free, default].');
  expect(param('tags: "a: b"')).toBe(lined);
  expect(param(`tags: ${'x'.repeat(61)}`)).toBe(lined);
  expect(param('tags: {a: b}')).toBe(lined);
});

test('a list where a map is wanted loses its dashes, and a colon without a blank gets one', () => {
  expect(param('extra_headers: [a]')).toBe('Write names with values below it, without "- " before them.');
  expect(param('extra_headers: "a:b"')).toBe('Put a blank behind each colon.');
  const map = 'Write a map: names with their values, indented below it. Headers for the provider.';
  for (const text of ['x', 'http://a', '5']) expect(param(`extra_headers: ${text}`)).toBe(map);
});

test('a number or a date where text is wanted needs quotes; a list there needs another value', () => {
  expect(param('api_version: 2024-02-01')).toBe('Put it into quotes.');
  expect(param('api_version: [a]')).toBe('API version (Azure), quoted.');
  expect(param('use_in_pass_through: maybe')).toBe('Write true or false, without quotes.');
});

test('where several types are taken, the remedy is the one that is nearest to the value', () => {
  expect(hintOf('litellm_settings:\n  cost_margin_config: {global: 10%}\n')).toBe('Write 0.1 for 10 %.');
  expect(hintOf('litellm_settings:\n  cost_margin_config: {global: lots}\n')).toContain('Write a map');
  expect(hintOf('router_settings:\n  model_group_alias: {x: 5}\n')).toBe('Put it into quotes.');
  expect(hintOf('router_settings:\n  model_group_alias: {x: [a]}\n')).toContain('without "- "');
  expect(param('organization: 5')).toBe('Put it into quotes.');
  expect(param('weight: 70%')).toBe('Write 0.7 for 70 %.');
});

test('a secret of the wrong type is never repeated in the finding', () => {
  for (const value of ['1234567890', '0777', '2024-02-01', '1.5']) {
    const [finding] = validateConfig(`general_settings:\n  master_key: ${value}\n`);
    expect(finding).toMatchObject({ code: 'wrong-type', path: 'general_settings.master_key' });
    expect(JSON.stringify(finding)).not.toContain(value);
  }
  const text = JSON.stringify(
    validateConfig(
      'general_settings:\n  master_key: ${MASTER:-sk-hidden-default}\n  control_plane_url: bob:hidden-pass@a\n',
    ),
  );
  expect(text).toContain('${MASTER:-…}');
  expect(text).not.toContain('hidden-');
});

test('every finding says what to do', () => {
  const texts = [
    'model_list:\n',
    'cache: true\n',
    'litellm_settings: {cache: true}\n',
    'guardrails: [{}]\n',
    'prompts: [{}]\n',
  ];
  for (const text of texts) for (const finding of validateConfig(text)) expect(finding.hint).not.toBe(undefined);
});
