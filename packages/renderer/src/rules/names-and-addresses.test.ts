import { expect, test } from 'vitest';
import { validateConfig } from '../validate.ts';

const found = (text: string) => validateConfig(text).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
const model = (params: string) => found(`model_list:\n  - {model_name: a, litellm_params: {${params}}}\n`);

test('what stands behind os.environ/ is a name without blanks and signs', () => {
  const key = (text: string) => model(`model: openai/a, api_key: "${text}"`);
  for (const wrong of [
    'os.environ/ KEY',
    'os.environ/$KEY',
    'os.environ/${KEY}',
    'os.environ/KEY NAME',
    "os.environ/'KEY'",
  ])
    expect(key(wrong)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^error (env-misspelt|shell-placeholder)/)]),
    );
  for (const right of ['os.environ/KEY', 'os.environ/team/key-1', 'os.environ/KEY.a']) expect(key(right)).toEqual([]);
  const [finding] = validateConfig('general_settings:\n  master_key: os.environ/ KEY\n');
  expect(finding?.hint).toBe('Write os.environ/KEY.');
});

test('a misspelt reference is no secret in plain text', () => {
  expect(model('model: openai/a, api_key: os.environment/OPENAI_API_KEY')).toEqual([
    'error env-misspelt model_list[0].litellm_params.api_key',
  ]);
});

test('a variable has a name that programs can look up', () => {
  const variable = (name: string) => found(`environment_variables:\n  ${name}: x\n`);
  for (const name of ['"MY VAR"', 'os.environ/FOO', '"A=B"', '"1A"'])
    expect(variable(name)).toEqual([expect.stringContaining('warning bad-variable-name environment_variables')]);
  for (const name of ['MY_VAR', '_x', 'a.b-c']) expect(variable(name)).toEqual([]);
});

test('Ollama has no /v1, and a path that is there already is seen by some providers only', () => {
  const base = (provider: string, address: string) => model(`model: ${provider}/a, api_base: "${address}"`);
  const wrong = ['warning base-with-path model_list[0].litellm_params.api_base'];
  expect(base('ollama', 'http://o:11434/v1')).toEqual(wrong);
  expect(base('ollama_chat', 'http://o:11434/v1/')).toEqual(wrong);
  expect(base('ollama', 'http://o:11434')).toEqual([]);
  expect(base('openai', 'http://o:11434/v1')).toEqual([]);
  expect(base('openai', 'http://o:11434/v1/chat/completions')).toEqual(wrong);
  expect(base('azure', 'https://a.example/openai/deployments/a/chat/completions?api-version=1')).toEqual(wrong);
  expect(base('azure', 'https://a.example/openai/deployments/a')).toEqual([]);
  expect(base('anthropic', 'https://a.example/v1/messages')).toEqual([]);
  expect(base('deepseek', 'https://a.example/chat/completions')).toEqual([]);
});

test('addresses of every section are whole ones, and their passwords stay hidden', () => {
  const bad = (text: string) => found(text).filter((line) => line.includes('bad-url'));
  expect(bad('general_settings:\n  control_plane_url: regent.example\n')).toEqual([
    'warning bad-url general_settings.control_plane_url',
  ]);
  expect(
    bad('credential_list:\n  - {credential_name: a, credential_values: {api_base: a.example}, credential_info: {}}\n'),
  ).toEqual(['error bad-url credential_list[0].credential_values.api_base']);
  expect(
    bad('search_tools:\n  - {search_tool_name: a, litellm_params: {search_provider: searxng, api_base: a}}\n'),
  ).toEqual(['warning bad-url search_tools[0].litellm_params.api_base']);
  expect(bad('general_settings:\n  control_plane_url: https://regent.example\n')).toEqual([]);
  expect(bad('general_settings:\n  control_plane_url: ""\n')).toEqual([]);
  expect(bad('x-notes:\n  api_base: a\n')).toEqual([]);
  const [finding] = validateConfig(
    'model_list:\n  - {model_name: a, litellm_params: {model: openai/a, api_base: "htp://bob:word@a.example"}}\n',
  );
  expect(finding?.message).toContain('htp://***@a.example');
});

test('discounts and margins are found by the name of a provider', () => {
  const config = (key: string, provider: string) => found(`litellm_settings:\n  ${key}: {${provider}: 0.1}\n`);
  for (const key of ['cost_discount_config', 'cost_margin_config']) {
    expect(config(key, 'openia')).toEqual([`warning unknown-provider litellm_settings.${key}.openia`]);
    expect(config(key, 'openai')).toEqual([]);
  }
  expect(config('cost_margin_config', 'global')).toEqual([]);
  expect(config('cost_discount_config', 'global')).toHaveLength(1);
  const own = '  custom_provider_map: [{provider: mine, custom_handler: own.handler}]\n';
  expect(
    found(`litellm_settings:\n  cost_discount_config: {mine: 0.1}\n${own}`).filter((line) =>
      line.includes('provider mine'),
    ),
  ).toEqual([]);
});

test('a label is one of every metric of its group, or one that the file adds', () => {
  const labels = (metrics: string, label: string, more = '') =>
    found(
      `litellm_settings:\n  prometheus_metrics_config: [{group: a, metrics: [${metrics}], include_labels: [${label}]}]\n${more}`,
    );
  const wrong = ['error unknown-label litellm_settings.prometheus_metrics_config[0].include_labels[0]'];
  expect(labels('litellm_spend_metric', 'team')).toEqual([]);
  expect(labels('litellm_spend_metric, litellm_deployment_state', 'team')).toEqual(wrong);
  expect(labels('litellm_spend_metric', 'teamname')).toEqual(wrong);
  expect(labels('litellm_proxy_total_requests_metric', 'stream')).toEqual([]);
  expect(
    labels('litellm_spend_metric', 'metadata_dept', '  custom_prometheus_metadata_labels: [metadata.dept]\n'),
  ).toEqual([]);
  expect(labels('litellm_spend_metric', 'tag_a_b', '  custom_prometheus_tags: [a-b]\n')).toEqual([]);
  expect(labels('litellm_unheard_of', 'team')).toHaveLength(1);
});

test('a text that is no switch leaves drop_params unset, and stores are looked up from a list only', () => {
  const drop = (text: string) => model(`model: openai/a, drop_params: ${text}`);
  expect(drop('"ture"')).toEqual(['warning unknown-value model_list[0].litellm_params.drop_params']);
  for (const right of ['true', 'os.environ/DROP']) expect(drop(right)).toEqual([]);
  expect(model('model: openai/a, vector_store_ids: a')).toEqual([
    'warning wrong-type model_list[0].litellm_params.vector_store_ids',
  ]);
  for (const right of ['[a]', 'null']) expect(model(`model: openai/a, vector_store_ids: ${right}`)).toEqual([]);
});

test('maps that the engine reads into a typed model stop it with a wrong type', () => {
  expect(found('mcp_servers:\n  a: {url: "http://a.example/mcp", allowed_tools: x}\n')).toEqual([
    'error wrong-type mcp_servers.a.allowed_tools',
  ]);
  expect(found('general_settings:\n  alerting_args: {daily_report_frequency: daily}\n')).toEqual([
    'error wrong-type general_settings.alerting_args.daily_report_frequency',
  ]);
  expect(found('general_settings:\n  enable_jwt_auth: true\n  litellm_jwtauth: {public_key_ttl: 10m}\n')).toContain(
    'error wrong-type general_settings.litellm_jwtauth.public_key_ttl',
  );
});

test('a Redis is addressed with its scheme, wherever it stands', () => {
  expect(found('router_settings:\n  redis_url: localhost:6379\n')).toEqual(['error bad-url router_settings.redis_url']);
  const cache = (key: string, url: string) =>
    found(`litellm_settings:\n  cache: true\n  cache_params: {type: redis, ${key}: "${url}"}\n`).filter((line) =>
      line.includes('bad-url'),
    );
  for (const key of ['url', 'redis_url']) {
    expect(cache(key, 'localhost:6379')).toEqual([`error bad-url litellm_settings.cache_params.${key}`]);
    for (const url of ['redis://a', 'rediss://a', 'unix:///a', 'os.environ/U']) expect(cache(key, url)).toEqual([]);
  }
});

test('a value that was never filled in is named once, and is no secret', () => {
  expect(model('model: openai/a, api_key: "<your-key>"')).toEqual([
    'warning placeholder-value model_list[0].litellm_params.api_key',
  ]);
  expect(model('model: azure/<your-deployment>, api_base: "https://a.example"')).toEqual([
    'warning placeholder-value model_list[0].litellm_params.model',
  ]);
  expect(found('router_settings:\n  redis_host: <host>\n')).toEqual([
    'warning placeholder-value router_settings.redis_host',
  ]);
  expect(found('router_settings:\n  redis_host: host\n')).toEqual([]);
});

test('settings of a key system want the system', () => {
  const settings = 'general_settings:\n  key_management_settings: {store_virtual_keys: true}\n';
  expect(found(settings)).toEqual(['warning setting-needs-another general_settings.key_management_settings']);
  for (const system of ['key_management_system: aws_kms', 'use_google_kms: true', 'use_azure_key_vault: true'])
    expect(found(`${settings}  ${system}\n`).filter((line) => line.includes('needs-another'))).toEqual([]);
  expect(found('general_settings:\n  key_management_settings:\n')).toEqual([]);
});

test('a default behind a reference is not shown, and not taken', () => {
  const [finding] = validateConfig('general_settings:\n  master_key: os.environ/MASTER:-sk-hidden-word\n');
  expect(finding).toMatchObject({ code: 'env-misspelt', hint: 'Write os.environ/MASTER.' });
  expect(JSON.stringify(finding)).not.toContain('hidden');
  expect(found('general_settings:\n  master_key: os.environ/arn:aws:secretsmanager:a:b\n')).toEqual([]);
});

test('a host stands without scheme and port', () => {
  const host = (text: string) =>
    found(`router_settings:\n  redis_host: "${text}"\n`).filter((line) => line.includes('bad-url'));
  for (const wrong of ['redis:6379', 'redis://redis:6379', 'rediss://u:p@redis']) expect(host(wrong)).toHaveLength(1);
  for (const right of ['redis', '10.0.0.1', 'fd00::1', 'os.environ/HOST:1', 'a.b.example'])
    expect(host(right)).toEqual([]);
  const [finding] = validateConfig('router_settings:\n  redis_host: redis:6379\n');
  expect(finding).toMatchObject({ severity: 'warning', hint: 'Write redis, and the port as a key of its own.' });
  const [, user] = validateConfig('router_settings:\n  redis_host: redis://u:word@redis\n');
  expect(user?.hint).toBe('Write redis, and the port as a key of its own.');
  expect(JSON.stringify(validateConfig('router_settings:\n  redis_host: redis://u:word@redis\n'))).not.toContain(
    'word@',
  );
});

test('an alias that is a map says whether it is hidden', () => {
  const alias = (target: string) =>
    found(
      `model_list:\n  - {model_name: a, litellm_params: {model: openai/a}}\nrouter_settings:\n  model_group_alias: {x: ${target}}\n`,
    );
  expect(alias('{model: a}')).toEqual(['error missing-key router_settings.model_group_alias.x']);
  for (const right of ['a', '{model: a, hidden: false}', '{model: a, hidden: true}']) expect(alias(right)).toEqual([]);
});

test('the router that picks by meaning needs a model, an embedding model and routes', () => {
  const whole = 'auto_router_config_path: a.json, auto_router_default_model: a, auto_router_embedding_model: a';
  const router = (params: string, name = 'auto_router/one') =>
    found(`model_list:\n  - {model_name: a, litellm_params: {model: ${name}, ${params}}}\n`);
  expect(router(whole)).toEqual([]);
  expect(router(whole.replace('config_path: a.json', "config: '{}'"))).toEqual([]);
  const missing = 'error missing-key model_list[0].litellm_params';
  expect(router('timeout: 5')).toEqual([missing, missing, missing]);
  expect(router('timeout: 5', 'auto_router/complexity_router')).toEqual([]);
});

test('a bucket logger says which bucket', () => {
  const params = (text: string) =>
    found(`litellm_settings:\n  success_callback: [s3_v2]\n  s3_callback_params: {${text}}\n`);
  expect(params('s3_bucket_name: a')).toEqual([]);
  expect(params('s3_path: a')).toEqual(['warning callback-needs-params litellm_settings.s3_callback_params']);
});

test('prices of the typed model of information are numbers, or the deployment is dropped', () => {
  const info = (text: string) =>
    found(`model_list:\n  - model_name: a\n    litellm_params: {model: openai/a}\n    model_info: {${text}}\n`);
  expect(info('input_cost_per_token: cheap')).toEqual([
    'error wrong-type model_list[0].model_info.input_cost_per_token',
  ]);
  expect(info('output_cost_per_second: cheap')).toEqual([
    'warning wrong-type model_list[0].model_info.output_cost_per_second',
  ]);
});
