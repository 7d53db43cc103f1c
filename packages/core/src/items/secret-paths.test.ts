import { expect, test } from 'vitest';
import { isSecretName, secretPaths } from './secret-paths.ts';

test('stand-ins, references and placeholders are no secrets', () => {
  for (const value of [
    'not-needed',
    'none',
    'None',
    '',
    'os.environ/KEY',
    'Bearer os.environ/KEY',
    '${KEY}',
    'oidc/github/x',
  ]) {
    expect(secretPaths('model', { litellm_params: { api_key: value } })).toEqual([]);
  }
});

test('secrets are found by the names of their keys, at any depth', () => {
  const data = {
    litellm_params: {
      api_key: 'sk-1',
      aws_secret_access_key: 'b',
      input_cost_per_token: '1e-7',
      extra_headers: { 'X-Api-Key': 'c', Authorization: 'Bearer d', 'x-trace': 'e' },
      vertex_credentials: { private_key: 'f', client_email: 'g' },
      servers: [{ password: 'h' }],
    },
  };
  expect(secretPaths('model', data).map((path) => path.join('.'))).toEqual([
    'litellm_params.api_key',
    'litellm_params.aws_secret_access_key',
    'litellm_params.extra_headers.X-Api-Key',
    'litellm_params.extra_headers.Authorization',
    'litellm_params.vertex_credentials.private_key',
    'litellm_params.servers.0.password',
  ]);
});

test('a password inside an address is a secret, whatever the key is called', () => {
  expect(secretPaths('routing', { router_settings: { anything: 'redis://:pw@cache:6379' } })).toHaveLength(1);
  expect(secretPaths('routing', { router_settings: { anything: 'redis://cache:6379' } })).toEqual([]);
});

test('the path of a credentials file is no secret', () => {
  expect(secretPaths('model', { litellm_params: { vertex_credentials: '/run/vertex.json' } })).toEqual([]);
});

test('a variable is a secret by its name', () => {
  expect(secretPaths('env_var', { name: 'LANGFUSE_SECRET_KEY', value: 'x1', target: 'process' })).toEqual([['value']]);
  expect(secretPaths('env_var', { name: 'PROXY_BASE_URL', value: 'https://x', target: 'process' })).toEqual([]);
});

test('limits and prices are not taken for tokens', () => {
  for (const name of ['max_tokens', 'input_cost_per_token', 'tpm_limit', 'default_api_key_tpm_limit'])
    expect(isSecretName(name)).toBe(false);
});

test('what is in the vault already is left alone', () => {
  expect(secretPaths('model', { litellm_params: { api_key: { $secret: 'id', version: 1 } } })).toEqual([]);
});
