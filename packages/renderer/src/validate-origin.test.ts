import { expect, test } from 'vitest';
import { parseConfig } from './parse.ts';
import { validateConfig, validateFiles } from './validate.ts';
import { originOf, type SourceFile } from './validate-origin.ts';

const files = {
  'models.yaml':
    'model_list:\n  - model_name: a\n    litellm_params: {model: opnai/gpt-4o}\n  - model_name: b\n    litellm_params: {model: openai/gpt-4o, rpm: 0123}\n',
  'router.yaml': 'include: [alias.yaml]\nrouter_settings:\n  routing_strategy: fastest\n',
  'alias.yaml': 'general_settings:\n  master_key: sk-1234\n',
  'twice.yaml': 'litellm_settings:\n  drop_params: true\n  drop_params: false\n',
  'broken.yaml': 'a: 1\nb:\n\t- c\n',
};
const placed = (text: string) =>
  validateFiles(text, { files }).map(
    ({ file, diagnostic: { line, code, path } }) => `${file ?? '·'}:${line} ${code} ${path}`,
  );

test('what is wrong in an included file has that file, and the place in there', () => {
  const own = 'include: [models.yaml]\nmodel_list:\n  - model_name: c\n    litellm_params: {model: openia/gpt-4o}\n';
  expect(placed(own)).toEqual([
    '·:4 unknown-provider model_list[0].litellm_params.model',
    'models.yaml:3 unknown-provider model_list[0].litellm_params.model',
    'models.yaml:5 number-notation model_list[1].litellm_params.rpm',
  ]);
});

test('names are looked for in all files: what only an included one has is there, and a ghost is one', () => {
  const own = 'include: [models.yaml]\nrouter_settings:\n  fallbacks: [{a: [b, ghost]}]\n';
  expect(placed(own)).toEqual([
    '·:3 dangling-fallback router_settings.fallbacks[0].a[1]',
    'models.yaml:3 unknown-provider model_list[0].litellm_params.model',
    'models.yaml:5 number-notation model_list[1].litellm_params.rpm',
  ]);
});

test('as long as a file is missing, nobody can say that a name leads nowhere', () => {
  expect(placed('include: [gone.yaml]\nrouter_settings:\n  fallbacks: [{a: [ghost]}]\n')).toEqual([
    '·:1 include-missing include[0]',
  ]);
});

test('of a section that two files have the last one counts, and is named; files of files too', () => {
  expect(placed('include: [router.yaml]\nrouter_settings:\n  routing_strategy: slowest\n')).toEqual([
    '·:1 include-replaces include[0]',
    'router.yaml:3 unknown-value router_settings.routing_strategy',
    'alias.yaml:2 weak-master-key general_settings.master_key',
    'alias.yaml:2 literal-secret general_settings.master_key',
  ]);
});

test('keys that stand twice in an included file are told as in any other', () => {
  expect(placed('include: [twice.yaml]\n')).toEqual(['twice.yaml:3 duplicate-key litellm_settings.drop_params']);
});

test('who knows the outermost file only finds the place of the included one in the sentence', () => {
  expect(validateConfig('model_list: []\ninclude: [models.yaml]\n', { files })).toEqual([
    {
      severity: 'error',
      code: 'unknown-provider',
      path: 'include[0]',
      pointer: '/include/0',
      line: 2,
      column: 11,
      message:
        'models.yaml, line 3, model_list[0].litellm_params.model: The engine knows no provider "opnai" and drops this deployment.',
      hint: 'Did you mean openai?',
    },
    {
      severity: 'warning',
      code: 'number-notation',
      path: 'include[0]',
      pointer: '/include/0',
      line: 2,
      column: 11,
      message: 'models.yaml, line 5, model_list[1].litellm_params.rpm: 0123 is 83 for the engine.',
      hint: 'Write the plain number, or put text into quotes.',
    },
  ]);
  const [broken] = validateConfig('include: [broken.yaml]\n', { files });
  expect(broken?.message).toContain('line 3: Found "\\t"');
});

test('a section that is no list and a finding about a whole list have a file too', () => {
  const lists = { 'a.yaml': 'guardrails: {a: 1}\nmodel_list:\n' };
  const findings = validateFiles('include: [a.yaml]\n', { files: lists });
  expect(findings.map(({ file, diagnostic }) => `${file}:${diagnostic.line} ${diagnostic.code}`)).toEqual([
    'a.yaml:1 wrong-type',
    'a.yaml:2 no-models',
  ]);
});

test('the engine’s version may have a v before it and a word behind it', () => {
  const text = 'router_settings:\n  routing_strategy: lar1\n';
  for (const engine of ['v1.81.6', '1.81.6-stable', 'v1.81.6-rc.1'])
    expect(validateConfig(text, { engine })).toMatchObject([{ code: 'value-too-new' }]);
  for (const engine of ['v1.104.0', 'main-latest', '2']) expect(validateConfig(text, { engine })).toEqual([]);
});

test('every place of the merged document has a file: the whole, a whole list, an entry, and what nobody wrote', () => {
  const source = (name: string | null, text: string): SourceFile => {
    const { document = {}, positions, diagnostics } = parseConfig(text);
    if (positions === undefined) throw new Error(`${name} cannot be read`);
    return { name, index: 0, document, text, positions, diagnostics };
  };
  const own = source(null, 'a: [{x: 1}]\nb: 1\nd: [{w: 1}]\n');
  const inner = source('inner', 'a: [{y: 1}]\nb: 2\nc: [{z: 1}]\nd: {e: 1}\n');
  const lists = (key: string) => [own, inner].flatMap(({ document }) => document[key] ?? []);
  const merged = { a: lists('a'), b: 2, c: lists('c'), d: { e: 1 } };
  const origin = (...location: (string | number)[]) => {
    const found = originOf(location, merged, [own, inner]);
    return `${found.source.name ?? 'own'} ${found.location.join('.')}`;
  };
  expect(origin()).toBe('own ');
  expect(origin('a')).toBe('own a');
  expect(origin('a', 0, 'x')).toBe('own a.0.x');
  expect(origin('a', 1, 'y')).toBe('inner a.0.y');
  expect(origin('a', 9)).toBe('own a.9');
  expect(origin('b')).toBe('inner b');
  expect(origin('c')).toBe('inner c');
  expect(origin('c', 0)).toBe('inner c.0');
  expect(origin('d', 'e')).toBe('inner d.e');
  expect(origin('nobody', 'e')).toBe('own nobody.e');
});
