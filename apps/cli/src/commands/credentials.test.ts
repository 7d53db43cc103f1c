import { rollout } from '@regent/api/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CliHarness, startCli } from '../testing/harness.ts';

let cli: CliHarness;
beforeEach(async () => {
  cli = await startCli();
});
afterEach(() => cli.close());

test('an old version is revoked by name, never the one in use, and never without somebody who agrees', async () => {
  const { api, regent } = cli;
  const secret = (text: string) => ({
    credential_name: 'main',
    credential_info: {},
    credential_values: { api_key: text },
  });
  const set = async (key: string, text: string) => {
    expect((await regent('items', 'set', 'credential', key, JSON.stringify(secret(text)))).exitCode).toBe(0);
    await rollout(api);
  };
  await set('new', 'sk-old-canary');
  expect(await regent('credentials', 'revoke', 'main', '--yes')).toMatchObject({ exitCode: 1 });
  await set('main', 'sk-new-canary');
  expect((await regent('credentials', 'list')).out).toMatch(/main .* 1 +never/);
  expect(await regent('credentials', 'revoke', 'main')).toMatchObject({ exitCode: 1 });
  expect(await regent('credentials', 'revoke', 'main', '--only', '2', '--yes')).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining('applied or staged uses this version'),
  });
  const revoked = await regent('credentials', 'revoke', 'main', '--yes');
  expect(revoked).toMatchObject({ exitCode: 0, out: expect.stringContaining('Revoked version 1 of main') });
  expect(revoked.err).toContain('Revisions that used it: 1.');
  expect(await regent('credentials', 'try', 'main')).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining('No deployment uses it'),
  });
  expect(await regent('history', 'stage', '1')).toMatchObject({ err: expect.stringContaining('was revoked') });
});
