import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDiff } from './diff.ts';
import { runImport } from './import.ts';
import { engineVersion } from './options.ts';
import { runRender } from './render.ts';
import { runValidate } from './validate.ts';

let folder = '';
const file = (name: string, content: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const good =
  'model_list:\n  - {model_name: a, litellm_params: {model: openai/gpt-4o, api_key: sk-canary-command}, model_info: {id: one}}\n';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'regent-render-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('validate prints rows with every column and exits 1 on an error', () => {
  const path = file('wrong.yaml', 'router_settings:\n  routing_strategy: nope\n');
  const result = runValidate({ files: [path], json: true });
  expect(result.exitCode).toBe(1);
  const [row] = JSON.parse(result.output) as Record<string, unknown>[];
  expect(Object.keys(row ?? {})).toEqual([
    'file',
    'severity',
    'code',
    'path',
    'pointer',
    'line',
    'column',
    'message',
    'hint',
  ]);
  expect(row).toMatchObject({
    file: path,
    severity: 'error',
    path: 'router_settings.routing_strategy',
    pointer: '/router_settings/routing_strategy',
    line: 2,
    column: 3,
  });
});

test('validate exits 2 for a file that cannot be read, and still looks at the others', () => {
  const result = runValidate({
    files: [join(folder, 'nope.yaml'), folder, file('ok.yaml', 'model_list: []\n')],
    json: true,
  });
  expect(result.exitCode).toBe(2);
  expect(JSON.parse(result.output)).toMatchObject([
    { code: 'file-unreadable', message: 'There is no file of this name.', hint: expect.any(String) },
    { code: 'file-unreadable', message: 'This is a folder, not a file.' },
  ]);
});

test('a byte that is not UTF-8 is an error in its line', () => {
  const path = file('latin.yaml', new Uint8Array([...new TextEncoder().encode('model_list: []\n# '), 0xe9, 10]));
  expect(JSON.parse(runValidate({ files: [path], json: true }).output)).toMatchObject([
    { code: 'not-utf8', severity: 'error', line: 2 },
  ]);
});

test('a missing included file is found', () => {
  const result = runValidate({ files: [file('include.yaml', 'include: [gone.yaml]\nmodel_list: []\n')], json: true });
  expect(JSON.parse(result.output)).toMatchObject([{ code: 'include-missing', path: 'include[0]', line: 1 }]);
});

test('what is wrong in an included file stands at that file', () => {
  file('models.yaml', 'model_list:\n  - {model_name: a, litellm_params: {model: opnai/a}}\n');
  const result = runValidate({ files: [file('main.yaml', 'include: [models.yaml]\n')], json: true });
  expect(result.exitCode).toBe(1);
  expect(JSON.parse(result.output)).toMatchObject([
    {
      file: join(folder, 'models.yaml'),
      code: 'unknown-provider',
      path: 'model_list[0].litellm_params.model',
      line: 2,
    },
  ]);
});

test('people get the first hundreds of thousands of findings, JSON has them all', () => {
  const many = Array.from({ length: 1000 }, (_, index) => `  unknown_${index}: 1\n`).join('');
  const path = file('many.yaml', `litellm_settings:\n${many}`);
  const lines = runValidate({ files: [path], json: false }).output.split('\n');
  expect(lines).toHaveLength(301);
  expect(lines.at(-1)).toBe('… and 700 more findings. Mend these first, or print all with --json.');
  expect(JSON.parse(runValidate({ files: [path], json: true }).output)).toHaveLength(1000);
});

test('import hides secrets and writes them for the owner only; render puts them back', () => {
  const secrets = join(folder, 'secrets.json');
  const imported = runImport({ files: [file('good.yaml', good)], json: true, secrets });
  expect(imported.output).not.toContain('sk-canary-command');
  expect(statSync(secrets).mode & 0o777).toBe(0o600);
  const items = file('items.json', imported.output);
  expect(runRender({ files: [items], json: false }).output).not.toContain('sk-canary-command');
  expect(runRender({ files: [items], json: false, secrets }).output).toContain('api_key: sk-canary-command');
});

test('diff exits 0 for equal meaning and 1 for a difference', () => {
  const before = file('before.yaml', good);
  const same = file('same.yaml', good.replace('model_name: a, ', '"model_name": "a", '));
  const after = file('after.yaml', good.replace('gpt-4o', 'gpt-5'));
  expect(runDiff({ files: [before, same], json: false }).exitCode).toBe(0);
  const result = runDiff({ files: [before, after], json: false });
  expect(result.exitCode).toBe(1);
  expect(result.output).toContain('~ /litellm_params/model: "openai/gpt-4o" → "openai/gpt-5"');
});

test('a version is taken as people type it and as images are tagged; anything else is none', () => {
  const versions = ['1.104.0', '1.104', 'v1.104.0-stable', '1.104.0.rc.1', 'v1.81.3-stable.patch.2'];
  expect(versions.map(engineVersion)).toEqual(['1.104.0', '1.104', '1.104.0', '1.104.0', '1.81.3']);
  for (const text of ['banana', '', '1', 'latest', '1.104.0 beta']) expect(engineVersion(text), text).toBeNull();
});
