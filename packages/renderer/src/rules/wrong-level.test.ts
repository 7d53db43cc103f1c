import { expect, test } from 'vitest';
import { validateConfig } from '../validate.ts';

const found = (text: string) =>
  validateConfig(text).map(({ severity, code, path, line }) => `${line} ${severity} ${code} ${path}`);
const model = (...lines: string[]) =>
  ['model_list:', '  - model_name: a', '    litellm_params:', '      model: openai/gpt-4o', ...lines, ''].join('\n');

test('a key of the entry inside its parameters is named, also when the entry has it as well', () => {
  expect(found(model('      model_info:', '        mode: chat'))).toEqual([
    '5 warning misplaced-key model_list[0].litellm_params.model_info',
  ]);
  expect(found(model('      model_name: b'))).toEqual([
    '5 warning misplaced-key model_list[0].litellm_params.model_name',
  ]);
  expect(found(model('    model_info:', '      mode: chat'))).toEqual([]);
});

test('a parameter beside the parameters of a guardrail or a tool has no effect', () => {
  const guardrail = (beside: string, inside = '') =>
    `guardrails:\n  - guardrail_name: a\n    ${beside}\n    litellm_params: {guardrail: lakera_v2, mode: pre_call${inside}}\n`;
  expect(found(guardrail('default_on: true'))).toEqual(['3 warning misplaced-key guardrails[0].default_on']);
  expect(found(guardrail('default_on: true', ', default_on: true'))).toEqual([]);
  expect(found(guardrail('guardrail_info: {a: b}'))).toEqual([]);
  expect(found(guardrail('description: hidden'))).toEqual([]);
  expect(
    found(
      'search_tools:\n  - search_tool_name: a\n    api_key: os.environ/K\n    litellm_params: {search_provider: exa_ai}\n',
    ),
  ).toEqual(['3 warning misplaced-key search_tools[0].api_key']);
});

test('keys beside an empty map that they belong into were not indented far enough', () => {
  const cache = (params: string) =>
    `litellm_settings:\n  cache: true\n  cache_params:${params}\n  type: redis\n  host: a\n`;
  expect(found(cache(''))).toEqual([
    '3 error cache-incomplete litellm_settings.cache_params',
    '4 warning misplaced-key litellm_settings.type',
    '5 warning misplaced-key litellm_settings.host',
  ]);
  const [, second] = validateConfig(cache(''));
  expect(second?.hint).toBe('Indent it below cache_params.');
  expect(found(cache(' {type: local}'))).toEqual([
    '4 warning unknown-key litellm_settings.type',
    '5 warning unknown-key litellm_settings.host',
  ]);
  expect(found('litellm_settings:\n  cache_params:\n')).toEqual([]);
});

test('a map where one entry or a list of entries may stand is that entry', () => {
  const mappings = (text: string) => found(`general_settings:\n  user_header_mappings:\n    ${text}\n`);
  expect(mappings('{header_name: X-User, litellm_user_role: customer}')).toEqual([]);
  expect(mappings('X-User: customer')).toEqual([
    '2 warning missing-key general_settings.user_header_mappings',
    '2 warning missing-key general_settings.user_header_mappings',
    '3 warning unknown-key general_settings.user_header_mappings.X-User',
  ]);
  expect(found('general_settings:\n  pass_through_endpoints:\n    /a: {target: "http://a.example"}\n')).toEqual([
    '2 warning wrong-type general_settings.pass_through_endpoints',
  ]);
});

test('a parameter with the name of a cloud that the engine does not read is named', () => {
  const params = (key: string) => found(model(`      ${key}: x`)).map((line) => line.replace(/ model_list.*/, ''));
  for (const stranger of ['aws_region', 'vertex_creds', 'azure_tenant', 'watsonx_space', 'oci_tenant'])
    expect(params(stranger)).toEqual(['5 warning unknown-key']);
  for (const known of ['aws_service_name', 'vertex_ai_project', 'azure_authority_host', 'oci_user', 'house_key'])
    expect(params(known)).toEqual([]);
  const [finding] = validateConfig(model('      aws_region: eu-west-1'));
  expect(finding?.hint).toBe('Did you mean aws_region_name?');
});

test('what a misspelt address or key does is said: who gets the request, and with which key', () => {
  const [base] = validateConfig(model('      azure_endpoint: https://a.example'));
  expect(base).toMatchObject({ severity: 'error', message: expect.stringContaining('own address') });
  const [key] = validateConfig(model('      apikey: os.environ/K'));
  expect(key).toMatchObject({ severity: 'error', message: expect.stringContaining('variable') });
  expect(found(model('      api_base: https://a.example/v1', '      azure_endpoint: https://a.example'))).toEqual([
    '6 warning unknown-key model_list[0].litellm_params.azure_endpoint',
  ]);
});

test('limits beside the parameters are moved by the engine, and still checked', () => {
  expect(found(model('    rpm: 5'))).toEqual(['5 info misplaced-key model_list[0].rpm']);
  expect(found(model('      rpm: 5', '    rpm: 6'))).toEqual(['6 warning misplaced-key model_list[0].rpm']);
  expect(found(model('    tpm: ten'))).toEqual([
    '5 error wrong-type model_list[0].tpm',
    '5 info misplaced-key model_list[0].tpm',
  ]);
  expect(found(model('    weight: 5'))).toEqual(['5 warning misplaced-key model_list[0].weight']);
});

test('parameters in the information, and information in the parameters, have no effect', () => {
  expect(found(model('    model_info:', '      timeout: 5', '      rpm: 5', '      cost_center: a'))).toEqual([
    '6 warning misplaced-key model_list[0].model_info.timeout',
  ]);
  expect(found(model('      mode: chat', '      access_groups: [a]', '      base_model: gpt-4o'))).toEqual([
    '5 warning misplaced-key model_list[0].litellm_params.mode',
    '6 warning misplaced-key model_list[0].litellm_params.access_groups',
  ]);
});

test('a key without any effect is graver than one that has a successor', () => {
  const [dead, old] = validateConfig('general_settings:\n  database_type: dynamo_db\n  user_header_name: X-User\n');
  expect(dead).toMatchObject({
    code: 'deprecated-key',
    severity: 'warning',
    hint: 'Remove it. Only Postgres is left.',
  });
  expect(old).toMatchObject({ code: 'deprecated-key', severity: 'info', hint: 'Use user_header_mappings.' });
});
