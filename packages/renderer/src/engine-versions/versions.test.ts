import { expect, test } from 'vitest';
import { validateConfig } from '../validate.ts';

const codes = (text: string, engine: string) => validateConfig(text, { engine }).map(({ code }) => code);

/** What a version changes: the file, the code, and the versions that find it and that do not. */
const changes: readonly (readonly [string, string, string, string])[] = [
  ['litellm_settings: {http2: true}', 'key-too-new', '1.102.9', '1.103.0'],
  ['litellm_settings: {budget_reset_time: "06:30"}', 'key-too-new', '1.93.0', '1.94.0'],
  ['litellm_settings: {overwrite_user_with_key_hash: true}', 'key-too-new', '1.94.0', '1.95.0'],
  ['litellm_settings: {key_alias_pattern: "^a"}', 'key-too-new', '1.103.9', '1.104.0'],
  ['litellm_settings: {telemetry: true}', 'key-removed', '1.104.0', '1.103.0'],
  ['litellm_settings: {callbacks: [prometheus]}', 'metrics-public', '1.84.0', '1.85.0'],
  [
    'model_list: [{model_name: a, litellm_params: {model: openai/a, api_key: os.environ/A, rust: true}}]',
    'key-too-new',
    '1.93.0',
    '1.94.0',
  ],
  ['mcp_servers: {a: {transport: stdio, command: x}}', 'mcp-stdio-off', '1.104.0', '1.103.0'],
];

test.each(changes)('%s is %s for the engine %s and not for %s', (text, code, finding, silent) => {
  expect(codes(text, finding)).toContain(code);
  expect(codes(text, silent)).not.toContain(code);
});

test('an unsafe Redis setting that an older engine hangs on is graver there', () => {
  const text = 'litellm_settings: {cache: true, cache_params: {type: redis, host: h, ssl: false}}';
  const severity = (engine: string) =>
    validateConfig(text, { engine }).find(({ code }) => code === 'cache-ssl-false')?.severity;
  expect([severity('1.91.0'), severity('1.92.0')]).toEqual(['error', 'warning']);
});

test('a weak master key stops newer engines, and opens older ones to everybody', () => {
  const said = (key: string, engine: string) =>
    validateConfig(`general_settings: {master_key: "${key}"}`, { engine }).map(({ message }) => message)[0];
  expect(said('sk-1234', '1.104.0')).toContain('refuses to start');
  expect(said('sk-1234', '1.103.0')).toContain('administrator');
  expect(said('', '1.103.0')).toContain('answers everybody');
});

test('every version from 1.81 to 1.109 is known, and a plain file is right for each', () => {
  const text =
    'model_list: [{model_name: a, litellm_params: {model: openai/gpt-4o, api_key: os.environ/OPENAI_API_KEY}}]';
  for (let minor = 81; minor <= 109; minor++) expect(codes(text, `1.${minor}.0`)).toEqual([]);
});
