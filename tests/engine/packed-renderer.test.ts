import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../rig/folders.ts';

/** A stranger's project that installed the packed renderer and nothing else. */
const run = promisify(execFile);
let folder: string;

const program = `
import { diffConfigs, importConfig, renderConfig, validateConfig, type RenderedConfig } from '@regent/renderer';
const { items } = importConfig('model_list: [{ model_name: a, litellm_params: { model: openai/x, api_key: sk-canary } }]\\n');
const rendered: RenderedConfig = renderConfig(items);
const codes = validateConfig('router_settings: { routing_strategy: nonsense }').map(({ code, line }) => [code, line]);
console.log(JSON.stringify({ leaks: rendered.text.includes('canary'), same: diffConfigs(items, items), codes }));
`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'regent-stranger-'));
  const renderer = join(repository, 'packages/renderer');
  await run('node', ['build.ts'], { cwd: renderer });
  await run('pnpm', ['pack', '--pack-destination', folder], { cwd: join(renderer, 'dist') });
  const dependencies = { '@regent/renderer': 'file:regent-renderer-0.1.0.tgz' };
  await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'stranger', type: 'module', dependencies }));
  await writeFile(join(folder, 'pnpm-workspace.yaml'), 'packages: []\n');
  await writeFile(join(folder, 'program.ts'), program);
  await writeFile(join(folder, 'config.yaml'), 'model_list:\n  - model_name: a\n');
  const compilerOptions = { target: 'es2024', module: 'nodenext', lib: ['es2024', 'dom'], strict: true, noEmit: true };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['program.ts'] }));
  await run('pnpm', ['install', '--offline'], { cwd: folder });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('it compiles against the types, every library file checked', async () => {
  const { stdout } = await run('tsc', ['-p', folder]).catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});

test('it renders, validates and compares', async () => {
  const { stdout } = await run('node', ['program.ts'], { cwd: folder });
  expect(JSON.parse(stdout)).toEqual({ leaks: false, same: [], codes: [['unknown-value', 1]] });
});

test('its command finds the mistake with its line and ends with 1', async () => {
  const done = await run('npx', ['regent-render', 'validate', 'config.yaml', '--json'], { cwd: folder }).catch(
    (error) => error,
  );
  expect(done.code).toBe(1);
  expect(JSON.parse(done.stdout)).toMatchObject([{ path: 'model_list[0]', line: 2, severity: 'error' }]);
});
