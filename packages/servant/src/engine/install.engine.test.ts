import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Secret } from '@regent/core';
import { afterEach, expect, test } from 'vitest';
import { testEngine } from '../rig/engine.ts';
import { engineCatalog } from './catalog.ts';
import { installEngine } from './install.ts';
import { launcherCommand } from './launcher-command.ts';
import { run } from './run.ts';

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const environment = { PATH: '/usr/bin:/bin' };

test('a second installation needs neither network nor time', async () => {
  const first = await testEngine();
  const begun = performance.now();
  const again = await testEngine();
  expect(performance.now() - begun).toBeLessThan(100);
  expect(again).toEqual(first);
}, 300_000);

test('an installation that was cut off is made anew, and then works', { timeout: 300_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'engine-'));
  folders.push(folder);
  // What a killed installation leaves: a folder with half an environment and without the file that says it is whole.
  const half = join(folder, basename((await testEngine()).folder), 'venv/half');
  await mkdir(dirname(half), { recursive: true });
  await writeFile(half, '');
  const healed = await installEngine({ folder });
  expect(healed.folder).toBe(dirname(dirname(half)));
  await expect(stat(half)).rejects.toMatchObject({ code: 'ENOENT' });
  const client =
    'from prisma import Prisma; from prisma.client import SCHEMA_PATH; print(SCHEMA_PATH.exists(), SCHEMA_PATH)';
  const said = await run(healed.python, ['-c', client], { environment, timeoutMs: 60_000 });
  expect(said.trim()).toMatch(new RegExp(`^True ${healed.packages}`));
});

test('the query engine answers for its version, and the Prisma command line refuses to run', async () => {
  const engine = await testEngine();
  const version = await run(engine.queryEngine, ['--version'], { environment, timeoutMs: 10_000 });
  expect(version).toMatch(/^query-engine [0-9a-f]{40}\n$/);
  await expect(run(join(engine.binFolder, 'prisma'), [], { environment, timeoutMs: 10_000 })).rejects.toThrow(/Regent/);
});

test('the catalogue of the package can be read whole', async () => {
  const catalog = engineCatalog(await testEngine());
  const providers = await catalog.providerForms();
  expect(providers.length).toBeGreaterThan(100);
  expect(providers.find(({ litellm_provider }) => litellm_provider === 'openai')?.credential_fields[0]).toMatchObject({
    key: expect.any(String),
  });
  const prices = await catalog.modelPrices();
  expect(prices.has('sample_spec')).toBe(false);
  expect(prices.get('gpt-4o-mini')).toMatchObject({ litellm_provider: 'openai', mode: 'chat' });
  expect((await catalog.callbackForms()).length).toBeGreaterThan(10);
});

test('secrets travel in the environment of the launcher, never on its command line', async () => {
  const options = {
    host: '127.0.0.1',
    port: 4000,
    workers: 2,
    controlSocket: '/run/c.sock',
    stateFolder: '/s',
    logFile: '/l',
  };
  const secrets = {
    databaseUrl: new Secret('postgresql://secret-url'),
    masterKey: new Secret('secret-master'),
    saltKey: new Secret('secret-salt'),
  };
  const command = launcherCommand({ engine: await testEngine(), artifactFolder: '/a', ...options, ...secrets });
  expect(command.args.join(' ')).not.toContain('secret');
  expect(command.args).toContain('--fallback');
  expect(command.environment).toMatchObject({
    DATABASE_URL: 'postgresql://secret-url',
    LITELLM_MASTER_KEY: 'secret-master',
  });
  const long = { ...options, controlSocket: `/${'x'.repeat(110)}` };
  const engine = await testEngine();
  expect(() => launcherCommand({ engine, artifactFolder: '/a', ...long, ...secrets })).toThrow(/too long/);
});
