import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { configJson, configNames, configText } from './testing/golden.ts';
import { ruleCatalog } from './rules/catalog.ts';
import { validateConfig } from './validate.ts';

interface Lint {
  readonly code: string;
  readonly severity: string;
  readonly path: string;
  readonly line: number;
}

interface WrongFile {
  readonly id: string;
  readonly what: string;
  readonly text: string;
  readonly files?: Record<string, string>;
  readonly undetectable?: string;
  readonly valid?: true;
  readonly expect?: { readonly code: string; readonly path: string; readonly line: number };
}

const wrongFiles = JSON.parse(
  readFileSync(new URL('./testdata/wrong-files.json', import.meta.url), 'utf8'),
) as WrongFile[];
const options = { environment: ['FAKE_KEY', 'LITELLM_MASTER_KEY'] };
const check = ({ text, files }: WrongFile) =>
  validateConfig(text, files === undefined ? options : { ...options, files });

test.each(wrongFiles.filter(({ expect: wanted }) => wanted !== undefined))('$id is found: $what', (file) => {
  expect(check(file)).toContainEqual(expect.objectContaining(file.expect));
});

test('at least 95 % of the wrong files are found', () => {
  const wrong = wrongFiles.filter(({ valid }) => valid !== true);
  const found = wrong.filter((file) => check(file).length > 0);
  expect(found.length / wrong.length).toBeGreaterThanOrEqual(0.95);
});

test('valid files have no error', () => {
  for (const name of configNames.filter((name) => name !== 'lab-gateway')) {
    expect(validateConfig(configText(`${name}.yaml`)).filter(({ severity }) => severity === 'error')).toEqual([]);
  }
});

test.each(['lab-gateway', 'swarm-aliases', 'self-service', 'observability'])(
  '%s gets its lints and no false alarm',
  (name) => {
    const expected = configJson<{ environment: string[]; lints: Lint[]; also_acceptable_lints: Lint[] }>(
      `${name}.expected.json`,
    );
    const pick = ({ code, severity, path, line }: Partial<Lint>) => `${line} ${severity} ${code} ${path}`;
    const found = validateConfig(configText(`${name}.yaml`), { environment: expected.environment }).map(pick);
    const acceptable = expected.also_acceptable_lints.map(pick);
    expect(found.filter((lint) => !acceptable.includes(lint)).sort()).toEqual(expected.lints.map(pick).sort());
  },
);

test('without an environment nothing is said about variables', () => {
  expect(
    validateConfig(
      'model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o, api_key: os.environ/NOPE}\n',
    ),
  ).toEqual([]);
});

test('an older engine does not know newer keys', () => {
  const text = 'litellm_settings:\n  http2: true\n';
  expect(validateConfig(text, { engine: '1.90.0' }).map(({ code }) => code)).toEqual(['key-too-new']);
  expect(validateConfig(text)).toEqual([]);
});

test('a misspelt key gets the right one as a hint', () => {
  const [finding] = validateConfig('router_settings:\n  num_retrys: 3\n');
  expect(finding).toMatchObject({
    code: 'unknown-key',
    path: 'router_settings.num_retrys',
    line: 2,
    hint: 'Did you mean num_retries?',
  });
});

test('keys of our own for anchors are no findings', () => {
  expect(validateConfig('x-base: &base {api_version: "2024-10-21"}\nmodel_list: []\n')).toEqual([]);
});

test('every code of the corpus has a page', () => {
  const codes = wrongFiles.flatMap(({ expect: wanted }) => (wanted === undefined ? [] : [wanted.code]));
  expect(codes.filter((code) => !Object.hasOwn(ruleCatalog, code))).toEqual([]);
});

test('no message repeats a secret', () => {
  const text =
    'model_list:\n  - model_name: a\n    litellm_params: {model: openai/gpt-4o, api_key: " sk-canary-1 "}\ngeneral_settings: {master_key: canary-2, database_url: canary-3}\n';
  expect(JSON.stringify(validateConfig(text, { environment: [] }))).not.toContain('canary');
});

test('rules never throw, whatever stands where', () => {
  const values = ['1', 'text', '[]', '{}', '[1, {a: 2}]', 'null', 'true', '{a: {b: [c]}}', '2024-05-01', '{1: 2}'];
  const places = [
    'model_list',
    'credential_list',
    'guardrails',
    'prompts',
    'search_tools',
    'mcp_servers',
    'agent_list',
    'vector_store_registry',
    'policies',
    'policy_attachments',
    'environment_variables',
    'include',
    'router_settings',
    'litellm_settings',
    'general_settings',
    'callback_settings',
    'worker_registry',
  ];
  const nested = [
    'router_settings: {model_group_alias',
    'router_settings: {fallbacks',
    'router_settings: {routing_groups',
    'litellm_settings: {cache: true, cache_params',
    'litellm_settings: {callbacks',
    'general_settings: {pass_through_endpoints',
    'general_settings: {master_key',
    'litellm_settings: {prometheus_metrics_config',
  ];
  for (const value of values) {
    for (const place of places) expect(Array.isArray(validateConfig(`${place}: ${value}`, options))).toBe(true);
    for (const place of places) expect(Array.isArray(validateConfig(`${place}:\n  - ${value}`, options))).toBe(true);
    for (const place of nested) expect(Array.isArray(validateConfig(`${place}: ${value}}`, options))).toBe(true);
  }
});
