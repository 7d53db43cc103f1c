import { expect, test } from 'vitest';
import { validateConfig } from '../validate.ts';

const found = (text: string) =>
  validateConfig(text).map(
    ({ severity, code, path }) => `${severity} ${code} ${path.replace('guardrails[0].litellm_params', '·')}`,
  );
const filter = (more: string) =>
  found(
    `guardrails:\n  - guardrail_name: a\n    litellm_params: {guardrail: litellm_content_filter, mode: pre_call, ${more}}\n`,
  );

test('an action is BLOCK or MASK, else the engine skips the guardrail', () => {
  const entities = (text: string) => filter(`pii_entities_config: {${text}}`);
  expect(entities('EMAIL_ADDRESS: MASK, CREDIT_CARD: BLOCK, OWN_RECOGNIZER_OF_US: MASK')).toEqual([]);
  expect(entities('EMAIL_ADDRESS: REDACT')).toEqual(['error unknown-value ·.pii_entities_config.EMAIL_ADDRESS']);
  expect(entities('EMAIL_ADDRESS: os.environ/ACTION')).toEqual([]);
  expect(entities('EMAIL_ADDRES: MASK')).toEqual(['warning unknown-key ·.pii_entities_config.EMAIL_ADDRES']);
});

test('a pattern of the content filter is a built-in one or a regular expression, with an action', () => {
  const pattern = (text: string) => filter(`patterns: [{${text}}]`);
  expect(pattern('pattern_type: prebuilt, pattern_name: us_ssn, action: MASK')).toEqual([]);
  expect(pattern('pattern_type: regex, pattern: "[a-z]+", action: BLOCK')).toEqual([]);
  expect(pattern('pattern_type: prebuilt, pattern_name: us_snn, action: MASK')).toEqual([
    'error unknown-value ·.patterns[0].pattern_name',
  ]);
  expect(pattern('pattern_type: prebuilt, pattern_name: os.environ/P, action: MASK')).toEqual([]);
  expect(pattern('pattern_type: regex, pattern: "([a-z", action: mask')).toEqual([
    'error unknown-value ·.patterns[0].action',
    'error bad-regex ·.patterns[0].pattern',
  ]);
  expect(pattern('pattern_type: prebuilt')).toEqual([
    'error missing-key ·.patterns[0]',
    'error missing-key ·.patterns[0]',
  ]);
  expect(pattern('pattern_type: regex, action: MASK')).toEqual(['error missing-key ·.patterns[0]']);
});

test('a blocked word has a word and an action', () => {
  const word = (text: string) => filter(`blocked_words: [${text}]`);
  expect(word('{keyword: a, action: MASK}')).toEqual([]);
  expect(word('{keyword: a, action: null}')).toContain('error missing-key ·.blocked_words[0]');
  expect(word('{keyword: a, action: hide}')).toEqual(['error unknown-value ·.blocked_words[0].action']);
  expect(word('{action: MASK}')).toEqual(['error missing-key ·.blocked_words[0]']);
  expect(word('text')).toEqual([]);
});

test('the older form holds callbacks under a name, and nothing of the newer one', () => {
  const old = (entry: string) =>
    found(`litellm_settings:\n  guardrails:\n    - ${entry}\n`)
      .filter((line) => !line.includes('deprecated-key'))
      .map((line) => line.replace('litellm_settings.guardrails[0]', '·'));
  expect(old('{pii: {callbacks: [presidio, own.module], default_on: true}}')).toEqual([]);
  expect(old('{guardrail_name: a, litellm_params: {guardrail: presidio, mode: pre_call}}')).toEqual([
    'error misplaced-key ·',
  ]);
  expect(old('{litellm_params: {}}')).toEqual(['error misplaced-key ·']);
  expect(old('{pii: presidio}')).toEqual(['error wrong-type ·.pii']);
  expect(old('{pii: {callbacks: presidio}}')).toEqual(['error wrong-type ·.pii']);
  expect(old('{pii: {callbacks: [presidioo, os.environ/C, 5], default_on: true}}')).toEqual([
    'error unknown-callback ·.pii.callbacks[0]',
    'warning env-in-list ·.pii.callbacks[1]',
  ]);
  for (const off of ['false', 'null'])
    expect(old(`{pii: {callbacks: [presidioo], default_on: ${off}}}`)).toEqual([
      'warning unknown-callback ·.pii.callbacks[0]',
    ]);
  expect(old('{pii: {callbacks: [presidioo]}}')).toEqual(['warning unknown-callback ·.pii.callbacks[0]']);
});
