import { expect, test } from 'vitest';
import { validateConfig } from '../validate.ts';

const models = `model_list:
  - {model_name: gpt, litellm_params: {model: openai/gpt-4o}}
  - {model_name: claude, litellm_params: {model: openai/claude}}
`;
const found = (text: string) =>
  validateConfig(models + text).map(({ severity, code, path, line }) => `${line} ${severity} ${code} ${path}`);

test('fallbacks of one class in both sections: those of litellm_settings are named as never used', () => {
  const both = (other: string) =>
    `litellm_settings:\n  fallbacks: [{gpt: [claude]}]\nrouter_settings:\n  ${other}: [{claude: [gpt]}]\n`;
  expect(found(both('fallbacks'))).toEqual(['5 warning shadowed-fallback litellm_settings.fallbacks']);
  expect(found(both('context_window_fallbacks'))).toEqual([]);
  expect(found('litellm_settings:\n  fallbacks: [{gpt: [claude]}]\nrouter_settings:\n  fallbacks: []\n')).toEqual([]);
});

test('a prompt without the id inside its parameters is ignored by the engine', () => {
  const prompt = (more: string) =>
    `prompts:\n  - prompt_id: a\n    litellm_params: {prompt_integration: dotprompt, dotprompt_content: x${more}}\n`;
  expect(found(prompt(''))).toEqual(['6 warning missing-key prompts[0].litellm_params']);
  expect(found(prompt(', prompt_id: a'))).toEqual([]);
});

test('headers are forwarded by group only with the pre-call check', () => {
  const forward = 'litellm_settings:\n  model_group_settings: {forward_client_headers_to_llm_api: [gpt]}\n';
  const check = 'router_settings:\n  optional_pre_call_checks: [forward_client_headers_by_model_group]\n';
  expect(found(forward)).toEqual([
    '5 warning setting-needs-another litellm_settings.model_group_settings.forward_client_headers_to_llm_api',
  ]);
  expect(found(forward + check)).toEqual([]);
});

test('a logger of answers cannot stand among the hooks', () => {
  expect(found('litellm_settings:\n  callbacks: [lunary]\n')).toEqual([
    '5 error unknown-callback litellm_settings.callbacks[0]',
  ]);
  expect(found('litellm_settings:\n  success_callback: [lunary]\n')).toEqual([]);
});

test('an open path says that what lies below it still asks for a key', () => {
  const endpoint = (more: string) =>
    `general_settings:\n  pass_through_endpoints:\n    - {path: /a, target: "http://a.example", auth: false${more}}\n`;
  const [plain] = validateConfig(endpoint(''));
  const [tree] = validateConfig(endpoint(', include_subpath: true'));
  expect(plain?.message).not.toContain('below');
  expect(tree).toMatchObject({ code: 'public-pass-through', message: expect.stringContaining('below') });
});

test('a server of one’s own without an address would get its requests answered by OpenAI: that is said', () => {
  const model = (params: string) => `model_list:\n  - {model_name: a, litellm_params: {model: ${params}}}\n`;
  for (const provider of ['hosted_vllm', 'lm_studio', 'litellm_proxy', 'xinference', 'custom_openai']) {
    const [finding] = validateConfig(model(`${provider}/a`));
    expect(finding).toMatchObject({ code: 'own-server-address', path: 'model_list[0].litellm_params' });
  }
  expect(validateConfig(model('hosted_vllm/a, api_base: "http://10.0.0.1:8000/v1"'))).toEqual([]);
  expect(
    validateConfig(model('hosted_vllm/a'), { environment: ['HOSTED_VLLM_API_BASE', 'LITELLM_MASTER_KEY'] }),
  ).toEqual([]);
  expect(validateConfig(`${model('xinference/a')}litellm_settings: {api_base: "http://10.0.0.1:8000/v1"}\n`)).toEqual(
    [],
  );
});
