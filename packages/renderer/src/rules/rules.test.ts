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

test('a pass-through endpoint at a path of the engine never gets a request', () => {
  const endpoint = (path: string) =>
    `general_settings:\n  pass_through_endpoints:\n    - {path: ${path}, target: "http://a.example"}\n`;
  const taken = ['6 warning path-taken general_settings.pass_through_endpoints[0].path'];
  for (const path of ['/v1/chat/completions', '/rerank/', '/health']) expect(found(endpoint(path))).toEqual(taken);
  for (const path of ['/team/v1/rerank', '/v1/chat', '/'])
    expect(found(endpoint(path)).length).toBe(path === '/' ? 1 : 0);
});

test('an access window is a time of day in a time zone, for teams', () => {
  const window = (text: string) =>
    `model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o}\n    model_info: {access_windows: [{${text}}]}\n`;
  const codes = (text: string) => validateConfig(window(text)).map(({ code, path }) => `${code} ${path.slice(43)}`);
  expect(codes('start: "22:00", end: "06:30:15", timezone: Europe/Berlin, team_ids: [a]')).toEqual([]);
  expect(codes('start: "24:00", end: "6:60", timezone: Mars/Base, team_ids: [a]')).toEqual([
    'bad-window start',
    'bad-window end',
    'bad-window timezone',
  ]);
  expect(codes('start: "22:00", end: "22:00", timezone: UTC, team_ids: [a]')).toEqual(['bad-window ']);
  expect(codes('start: "22:00", end: "23:00"')).toEqual(['missing-key ', 'missing-key ']);
});

test('a budget of a deployment wants its period, and the other way round', () => {
  const model = (more: string) => `model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, ${more}}}\n`;
  const codes = (more: string) => validateConfig(model(more)).map(({ code, path }) => `${code} ${path}`);
  expect(codes('max_budget: 5, budget_duration: 1d')).toEqual([]);
  expect(codes('max_budget: 5')).toEqual(['setting-needs-another model_list[0].litellm_params.max_budget']);
  expect(codes('budget_duration: 1d')).toEqual(['setting-needs-another model_list[0].litellm_params.budget_duration']);
});

test('what names nothing is said: a reference without a name, a port beyond the last, a provider without stores', () => {
  expect(found('general_settings:\n  master_key: os.environ/\n')).toEqual([
    '5 error env-misspelt general_settings.master_key',
  ]);
  const port = (number: number) =>
    found(`mcp_servers:\n  a: {url: "http://10.0.0.1:${number}/mcp"}\n`).map((line) => line.slice(2));
  expect(port(65_535)).toEqual([]);
  for (const number of [0, 65_536]) expect(port(number)).toEqual(['error bad-url mcp_servers.a.url']);
  const store = (provider: string) =>
    `vector_store_registry:\n  - vector_store_name: a\n    litellm_params: {vector_store_id: b, custom_llm_provider: ${provider}}\n`;
  expect(found(store('openai'))).toEqual([]);
  expect(found(store('groq'))).toEqual([
    '6 warning unknown-provider vector_store_registry[0].litellm_params.custom_llm_provider',
  ]);
  expect(found('router_settings:\n  provider_budget_config:\n    opnai: {budget_limit: 1, time_period: 1d}\n')).toEqual(
    ['6 warning unknown-provider router_settings.provider_budget_config.opnai'],
  );
});

test('the guardrail of Bedrock wants its id and version, or checks of its own', () => {
  const guardrail = (more: string) =>
    `guardrails:\n  - guardrail_name: a\n    litellm_params: {guardrail: bedrock, mode: pre_call${more}}\n`;
  const missing = '6 error missing-key guardrails[0].litellm_params';
  expect(found(guardrail(''))).toEqual([missing, missing]);
  expect(found(guardrail(', guardrailIdentifier: x'))).toEqual([missing]);
  expect(found(guardrail(', guardrailIdentifier: x, guardrailVersion: DRAFT'))).toEqual([]);
  expect(found(guardrail(', checks: [{}]'))).not.toContain(missing);
});

test('spend gathered in Redis wants a Redis', () => {
  const buffer = 'general_settings: {use_redis_transaction_buffer: true}\n';
  const codes = (text: string, environment?: string[]) =>
    validateConfig(models + text, environment === undefined ? {} : { environment })
      .filter(({ path }) => path === 'general_settings.use_redis_transaction_buffer')
      .map(({ severity, code }) => `${severity} ${code}`);
  expect(codes(buffer)).toEqual(['warning setting-needs-another']);
  expect(codes(buffer, [])).toEqual(['error setting-needs-another']);
  expect(codes(buffer, ['REDIS_URL'])).toEqual([]);
  expect(codes(`${buffer}litellm_settings: {cache: true, cache_params: {type: redis, host: a}}\n`)).toEqual([]);
  expect(codes(`${buffer}litellm_settings: {cache: true, cache_params: {type: s3}}\n`)).toHaveLength(1);
  expect(codes(`${buffer}litellm_settings: {cache_params: {type: redis, host: a}}\n`)).toHaveLength(1);
});

test('loggers in a text are read letter by letter', () => {
  expect(found('litellm_settings:\n  success_callback: langfuse\n')).toEqual([
    '5 warning wrong-type litellm_settings.success_callback',
  ]);
  expect(found('litellm_settings:\n  failure_callback: own.logger\n')).toEqual([
    '5 error wrong-type litellm_settings.failure_callback',
  ]);
  expect(found('litellm_settings:\n  success_callback: os.environ/LOGGERS\n')).toEqual([]);
});

test('a model without a provider is one of the catalog, name by name', () => {
  const model = (name: string, engine = '1.104.0') =>
    validateConfig(`model_list:\n  - {model_name: a, litellm_params: {model: ${name}}}\n`, { engine }).map(
      ({ severity, code, hint }) => `${severity} ${code} ${hint}`,
    );
  for (const known of ['gpt-4o', 'claude-sonnet-4-5', 'ft:gpt-4o:team', 'anthropic.claude-v2'])
    expect(model(known)).toEqual([]);
  expect(model('gpt-4oo')).toEqual(['warning unknown-model Write openai/gpt-4oo.']);
  expect(model('claude-3-5-sonnet-20240620')).toEqual([
    'warning unknown-model Write anthropic/claude-3-5-sonnet-20240620.',
  ]);
  expect(model('claude-3-5-sonnet-20240620', '1.81.0')).toEqual([]);
  expect(model('my-model')).toEqual(['error unknown-model Write provider/my-model.']);
});
