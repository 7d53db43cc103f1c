import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Harness, listen, MASTER_KEY, startHarness } from '@regent/api/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../run.ts';

let harness: Harness;
let server: { url: string; close(): void };
let folder: string;

beforeEach(async () => {
  harness = await startHarness();
  server = await listen(harness);
  folder = await mkdtemp(join(tmpdir(), 'regent-cli-'));
});
afterEach(async () => {
  server.close();
  await harness.close();
  await rm(folder, { recursive: true });
});

async function regent(...words: string[]): Promise<{ out: string; exitCode: unknown }> {
  let out = '';
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true)),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((out += String(text)), true)),
  ];
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await run(['node', 'regent', ...words, '--url', server.url, '--token', MASTER_KEY]);
    return { out, exitCode: process.exitCode };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

async function file(name: string, value: unknown): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, JSON.stringify(value));
  return path;
}

const declared = {
  providers: { relay: { api_base: 'http://relay', interfaces: { openai: { models: { m: null } } } } },
};

test('a declarative file is staged with the overlay beside it, and its key is not printed', async () => {
  const path = await file('config.json', declared);
  await file('config.local.json', { providers: { relay: { api_key: 'sk-canary-cli' } } });
  const dry = await regent('import', path, '--dry-run');
  expect(dry).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('2 items taken, 1 secret moved to the vault'),
  });
  expect((await harness.admin.change.summary()).count).toBe(0);
  const staged = await regent('import', path, '--json');
  expect(JSON.parse(staged.out)).toMatchObject({ preview: { format: 'declarative' }, result: { staged: 2 } });
  expect(dry.out + staged.out).not.toContain('canary');
});

test('a mistake in a declarative file ends with 1, names its place, and stages nothing', async () => {
  const path = await file('config.json', { ...declared, aliases: { fast: 'gone' } });
  const { out, exitCode } = await regent('import', path);
  expect(exitCode).toBe(1);
  expect(out).toContain('aliases.fast:1  There is no model group "gone".');
  expect((await harness.admin.change.summary()).count).toBe(0);
});

test('--conflict keep leaves what is there, rename brings it in beside', async () => {
  const path = await file('config.json', declared);
  await regent('import', path);
  await file('config.json', { providers: { relay: { ...declared.providers.relay, api_base: 'http://other' } } });
  expect((await regent('import', path, '--conflict', 'keep')).out).toContain('0 staged.');
  expect((await regent('import', path, '--conflict', 'rename')).out).toContain('1 staged.');
  const credentials = await harness.admin.item.list({ kind: 'credential' });
  expect(credentials.map(({ name }) => name)).toEqual(['relay-openai', 'relay-openai-imported']);
});
