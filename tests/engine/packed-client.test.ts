import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../rig/folders.ts';
import { startInstallation, type TestInstallation } from '../rig/installation.ts';

/** A program outside the workspace that installed the packed client, as a toolmaker would. */
const run = promisify(execFile);
let installation: TestInstallation;
let folder: string;

const program = `
import { createRegentClient, publicError } from '@regent/client';
const client = createRegentClient({ url: process.env.URL!, token: process.env.TOKEN! });
const saved = await client.item.save.mutate({
  kind: 'model',
  baseVersion: 0,
  data: { model_name: 'from-outside', litellm_params: { model: 'openai/demo-chat', api_base: process.env.PROVIDER!, api_key: 'none' } },
});
const name: string | undefined = saved.item?.name;
const refused = await client.item.get.query({ kind: 'model', key: 'no-such-item' }).catch(publicError);
const event = await new Promise((resolve, reject) => {
  const subscription = client.events.stream.subscribe({}, { onData: (data) => { subscription.unsubscribe(); resolve(data); }, onError: reject });
  void client.change.discard.mutate({});
});
console.log(JSON.stringify({ name, code: 'code' in refused ? refused.code : null, event: event !== undefined }));
process.exit(0);
`;
const wrong = `
import { createRegentClient } from '@regent/client';
const client = createRegentClient({ url: '', token: '' });
// @ts-expect-error a kind that does not exist
await client.item.list.query({ kind: 'modle' });
// @ts-expect-error a version is a number
await client.item.remove.mutate({ kind: 'model', key: 'x', baseVersion: 'one' });
`;

beforeAll(async () => {
  installation = await startInstallation({ gateway: false });
  folder = await mkdtemp(join(tmpdir(), 'regent-toolmaker-'));
  const client = join(repository, 'packages/client');
  await run('node', ['build.ts'], { cwd: client });
  await run('pnpm', ['pack', '--pack-destination', folder], { cwd: join(client, 'dist') });
  const manifest = {
    name: 'outside',
    private: true,
    type: 'module',
    dependencies: { '@regent/client': 'file:regent-client-0.1.0.tgz' },
  };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  await writeFile(join(folder, 'pnpm-workspace.yaml'), 'packages: []\n');
  await writeFile(join(folder, 'program.ts'), program);
  await writeFile(join(folder, 'wrong.ts'), wrong);
  const options = {
    target: 'es2024',
    module: 'nodenext',
    lib: ['es2024'],
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(repository, 'node_modules/@types')],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, include: ['*.ts'] }));
  await run('pnpm', ['install', '--prefer-offline'], { cwd: folder });
});
afterAll(async () => {
  await installation?.stop();
  if (folder) await rm(folder, { recursive: true, force: true });
});

test('its calls are typed: the program compiles, and a wrong input does not', async () => {
  const { stdout } = await run('tsc', ['-p', folder]).catch((error: { stdout: string }) => error);
  expect(stdout).toBe('');
});

test('it saves an item, reads a public error and hears the event stream', async () => {
  const env = {
    ...process.env,
    URL: installation.url,
    TOKEN: installation.secrets.localToken,
    PROVIDER: installation.providerUrl,
  };
  const { stdout } = await run('node', ['program.ts'], { cwd: folder, env });
  expect(JSON.parse(stdout)).toEqual({ name: 'from-outside', code: 'not-found', event: true });
});
