import { describe, expect, test } from 'vitest';
import { hasUrlPassword, isLiteralSecret, isSecretName, isShellPlaceholder, secretPaths } from './secret-paths.ts';

describe('a name tells a secret', () => {
  test.each(
    'api_key apikey x-api-key API_KEY authorization Authorization proxy-authorization cookie secret client_secret password redis_password passwd passphrase token azure_ad_token vertex_credentials auth_value license licence bearer connection_string secret_key private_key access_key subscription_key account_key storage_key master_key signing_key encryption_key shared_key aws_access_key_id aws_secret_access_key LANGFUSE_SECRET'.split(
      ' ',
    ),
  )('%s', (name) => expect(isSecretName(name)).toBe(true));
});

describe('a name tells none', () => {
  test.each(
    'model rpm max_tokens min_token token_limit input_cost_per_token cost_per_secret s3_encryption_key_id key_alias secret_name password_policy tokens monkey keyapi description max_secret'.split(
      ' ',
    ),
  )('%s', (name) => expect(isSecretName(name)).toBe(false));
});

describe('texts that are no secret', () => {
  test.each([
    ...' none null nil n/a na not-needed not_needed no-key no-key-required no-key-needed sk-no-key-required not-used not-required unused dummy fake empty anything placeholder ollama lm-studio local-only'
      .split(' ')
      .flatMap((word) => [word, ` ${word.toUpperCase()} `]),
    '   ',
    'os.environ/KEY',
    'Bearer os.environ/KEY',
    'oidc/google/aud',
    '${KEY}',
  ])('%j', (text) => expect(isLiteralSecret(text)).toBe(false));

  test('and values that are no text', () => {
    for (const value of [undefined, null, 5, true, ['sk-x'], { a: 'sk-x' }]) expect(isLiteralSecret(value)).toBe(false);
  });
});

test.each(['sk-x', 'x', 'a oidc/b', 'price is $5', 'none of it'])('%j is a secret where one belongs', (text) => {
  expect(isLiteralSecret(text)).toBe(true);
});

test.each([
  '${KEY}',
  ' ${A-b} ',
  '$KEY',
  '$_k9',
  '{{ key }}',
  '{{}}',
  '%KEY%',
  '%K_9%',
  '<YOUR KEY>',
  '<KEY-1>',
  '${}',
])('%j is filled in by some other tool', (text) => expect(isShellPlaceholder(text)).toBe(true));
test.each([
  'x${KEY}',
  '${KEY}x',
  '$9',
  '$',
  '%key%',
  '%9%',
  '<key>',
  '<9>',
  '{ key }',
  '%%',
  '',
  'KEY',
  '$KEY-x',
  'x $KEY',
  '%KEY% x',
  '<KEY> x',
])('%j is a text of its own', (text) => expect(isShellPlaceholder(text)).toBe(false));

test.each(['redis://:pw@host', 'postgres://u:p@h/db', 'https://a:b@c', 'HTTP+X://a:b@c'])(
  '%s holds a password',
  (url) => {
    expect(hasUrlPassword(url)).toBe(true);
  },
);
test.each([
  5,
  null,
  'https://host:443/a@b',
  'https://user@host',
  '//a:b@c',
  '9x://a:b@c',
  'https://a b:c@d',
  'see https://a:b@c',
  'https://u:os.environ/X@h',
])('%j holds none', (url) => expect(hasUrlPassword(url)).toBe(false));

const pathsOf = (params: object) =>
  secretPaths('model', { litellm_params: params as never }).map((path) => path.slice(1));

test('secrets are found at any depth, in lists by their form only, and references are passed by', () => {
  expect(pathsOf({ api_key: 'sk-1', extra_headers: { 'X-Api-Key': 'k', accept: 'json' } })).toEqual([
    ['api_key'],
    ['extra_headers', 'X-Api-Key'],
  ]);
  expect(pathsOf({ hosts: ['redis://:pw@h', 'plain'], token: ['loose'] })).toEqual([['hosts', 0]]);
  expect(
    pathsOf({
      api_key: { $secret: 'a', version: 1 },
      token: { $newSecret: 'x' },
      password: { $yaml: 'int', value: '1' },
    }),
  ).toEqual([]);
  expect(pathsOf({ note: '-----BEGIN PRIVATE KEY-----\nx', api_key: 5, password: null })).toEqual([['note']]);
});

test('credentials may be the path of a file, a long or spaced text is none', () => {
  for (const path of ['/etc/key.json', './key.json', '../key.json', '~/key.json'])
    expect(pathsOf({ vertex_credentials: path })).toEqual([]);
  for (const text of ['/etc/key file', '{"a":1}', `/${'x'.repeat(199)}`, 'x/etc/key', '/{json']) {
    expect(pathsOf({ vertex_credentials: text }), text).toEqual([['vertex_credentials']]);
  }
  expect(pathsOf({ vertex_credentials: `/${'x'.repeat(198)}` })).toEqual([]);
});

test('a variable is a secret by its name or by a password in its value', () => {
  const at = (name: string, value: string) => secretPaths('env_var', { name, value, target: 'process' });
  expect(at('OPENAI_API_KEY', 'sk-x')).toEqual([['value']]);
  expect(at('REDIS_URL', 'redis://:pw@h')).toEqual([['value']]);
  expect(at('REGION', 'eu')).toEqual([]);
  expect(at('OPENAI_API_KEY', 'os.environ/X')).toEqual([]);
});

test('a variable that holds a key by its looks is a secret, whatever it is called', () => {
  const at = (value: string) => secretPaths('env_var', { name: 'STORED_VARIABLE', value, target: 'process' });
  const keys = [
    'sk-proj-abcdefgh1234',
    'ghp_0123456789abcdefghij',
    'xoxb-1-2-abc',
    'AKIAIOSFODNN7EXAMPLE',
    'AIzaSyA-0123456789_0123456789abcdefghij',
    'Bearer abcdefgh',
    '-----BEGIN RSA PRIVATE KEY-----\nMII',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc',
  ];
  for (const key of keys) expect(at(key), key).toEqual([['value']]);
  for (const plain of ['sk-', 'ask-me-anything', 'AKIA', 'Bearer', 'eyJ', 'https://sk-host.example', 'skills'])
    expect(at(plain), plain).toEqual([]);
});
