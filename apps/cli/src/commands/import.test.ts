import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Harness } from '@regent/api/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CliHarness, startCli } from '../testing/harness.ts';

let cli: CliHarness;
let harness: Harness;
let regent: CliHarness['regent'];

beforeEach(async () => {
  cli = await startCli();
  ({ api: harness, regent } = cli);
});
afterEach(() => cli.close());

const declared = {
  providers: { relay: { api_base: 'http://relay', interfaces: { openai: { models: { m: null } } } } },
};

test('a declarative file is staged with the overlay beside it, and its key is not printed', async () => {
  const path = await cli.file('config.json', declared);
  await cli.file('config.local.json', { providers: { relay: { api_key: 'sk-canary-cli' } } });
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
  const path = await cli.file('config.json', { ...declared, aliases: { fast: 'gone' } });
  const { out, exitCode } = await regent('import', path);
  expect(exitCode).toBe(1);
  expect(out).toContain('aliases.fast:1  There is no model group "gone".');
  expect((await harness.admin.change.summary()).count).toBe(0);
});

test('--conflict keep leaves what is there, rename brings it in beside', async () => {
  const path = await cli.file('config.json', declared);
  await regent('import', path);
  await cli.file('config.json', { providers: { relay: { ...declared.providers.relay, api_base: 'http://other' } } });
  expect((await regent('import', path, '--conflict', 'keep')).out).toContain('0 staged.');
  expect((await regent('import', path, '--conflict', 'rename')).out).toContain('1 staged.');
  const credentials = await harness.admin.item.list({ kind: 'credential' });
  expect(credentials.map(({ name }) => name)).toEqual(['relay-openai', 'relay-openai-imported']);
});

test('an encrypted export leaves as a file for its owner, and comes back with its identity', async () => {
  const [config, identity] = [await cli.file('config.json', declared), join(cli.folder, 'identity.txt')];
  await cli.file('config.local.json', { providers: { relay: { api_key: 'sk-canary-age' } } });
  await regent('import', config);
  // A pair of age-keygen, made for this test.
  const recipient = 'age1yuyv7a04v82nfeqc7duccgx07lup3q3a75uewzh7mv82dkam7vqqmtpgp7';
  const sealed = join(cli.folder, 'export.age');
  const wish = ['export', '--format', 'age', '--staged', '-o', sealed];
  expect(await regent(...wish)).toMatchObject({ exitCode: 1, err: expect.stringContaining('Who may open it?') });
  expect((await regent(...wish, '--recipient', recipient)).exitCode).toBe(0);
  await writeFile(identity, 'not the one\n');
  expect((await regent('import', sealed, '--secret-file', identity)).exitCode).toBe(1);
  await harness.admin.change.discard({});
  await writeFile(identity, 'AGE-SECRET-KEY-1HCJXRAE5KJJDDG5PAWXYKGE2TECAC89XADVZ2VUKANM6QYSTX5ZSYX6D7U\n');
  const back = await regent('import', sealed, '--secret-file', identity);
  expect(back).toMatchObject({ exitCode: 0, out: expect.stringContaining('2 staged.') });
  expect(back.out).not.toContain('canary');
});

test('explain tells cause and fix of a finding', async () => {
  const { out, exitCode } = await regent('explain', 'extend-cycle');
  expect({ out, exitCode }).toMatchObject({ exitCode: 0, out: expect.stringContaining('Remove one `$extend`') });
});
