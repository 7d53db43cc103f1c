import { join } from 'node:path';
import { rollout, saveModel, type Harness } from '@regent/api/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CliHarness, startCli } from './testing/harness.ts';

let cli: CliHarness;
let harness: Harness;
let regent: CliHarness['regent'];

beforeEach(async () => {
  cli = await startCli();
  ({ api: harness, regent } = cli);
});
afterEach(() => cli.close());

test('plan ends with 0 for nothing, 2 for something, and 1 for what could not be applied', async () => {
  expect(await regent('plan')).toMatchObject({ exitCode: 0, out: expect.stringContaining('Nothing to apply') });
  await saveModel(harness, 'a');
  const plan = await regent('plan');
  expect(plan).toMatchObject({ exitCode: 2, out: expect.stringContaining('+ model a') });
  expect(plan.out).toContain('1 change, models 0 → 1');
  expect(JSON.parse((await regent('plan', '--json')).out)).toMatchObject({ check: { verdict: 'accepted' } });
  await harness.admin.item.save({ kind: 'alias', data: { name: 'x', target: 'y' }, baseVersion: 0 });
  await harness.admin.item.save({ kind: 'alias', data: { name: 'y', target: 'x' }, baseVersion: 0 });
  expect((await regent('plan')).exitCode).toBe(1);
});

test('import stages a file with a receipt, --dry-run stages nothing, and secrets are not printed', async () => {
  const text = 'model_list:\n- model_name: a\n  litellm_params: {model: openai/a, api_key: sk-in-the-file-1234}\n';
  const path = await cli.file('config.yaml', text);
  const preview = await regent('import', path, '--dry-run');
  expect(preview.out).toContain('1 item taken, 1 secret moved to the vault');
  expect((await harness.admin.change.summary()).count).toBe(0);
  const staged = await regent('import', path);
  expect(staged).toMatchObject({ exitCode: 0, out: expect.stringContaining('1 staged.') });
  expect(preview.out + staged.out).not.toContain('sk-in-the-file');
  expect((await regent('import', join(cli.folder, 'none.yaml'))).exitCode).toBe(1);
});

test('items are set from YAML or JSON, found by name, and printed as YAML that means the same', async () => {
  const yaml = await cli.file(
    'item.yaml',
    'model_name: a\nlitellm_params:\n  model: openai/a\n  api_base: http://x/v1\n',
  );
  expect(await regent('items', 'set', 'model', 'new', `@${yaml}`)).toMatchObject({ out: 'Staged (new): a\n' });
  const got = await regent('items', 'get', 'model', 'a', '--yaml');
  const again = await regent('items', 'set', 'model', 'a', got.out);
  expect(again.out).toContain('Staged (new): a');
  expect((await harness.admin.change.summary()).count).toBe(1);
  const json = JSON.stringify({ model_name: 'b', litellm_params: { model: 'openai/b' } });
  expect((await regent('items', 'set', 'model', 'new', json)).exitCode).toBe(0);
  expect((await regent('items', 'list')).out).toMatch(/model +a +new/);
  const wrong = await regent('items', 'set', 'model', 'new', '[not, a map]');
  expect(wrong).toMatchObject({ exitCode: 1, err: expect.stringContaining('one map') });
  expect(await regent('items', 'get', 'model', 'c')).toMatchObject({ exitCode: 1, out: '' });
  expect((await regent('items', 'remove', 'model', 'a')).out).toContain('only staged');
});

test('discard drops one item by name, or everything', async () => {
  for (const name of ['a', 'b', 'c']) await saveModel(harness, name);
  expect((await regent('discard', 'model', 'a')).out).toBe('1 staged change dropped.\n');
  expect((await regent('discard')).exitCode).toBe(1);
  expect((await regent('discard', 'nonsense', 'a')).err).toContain('There is no item kind "nonsense".');
  expect((await regent('discard', '--all')).out).toBe('2 staged changes dropped.\n');
});

test('apply does nothing without somebody who agrees, with --json as well', async () => {
  await saveModel(harness, 'a');
  for (const words of [['apply'], ['apply', '--json']])
    expect(await regent(...words)).toMatchObject({ exitCode: 1, err: expect.stringContaining('--yes') });
  expect((await harness.admin.change.summary()).count).toBe(1);
  const applied = await regent('apply', '--yes', '--reason', 'first');
  expect(applied).toMatchObject({ exitCode: 0, out: expect.stringContaining('Revision 1 is live on 1 replica') });
  expect(JSON.parse((await regent('apply', '--yes', '--json')).out)).toEqual({ outcome: 'nothing-to-do' });
});

test('an Apply that the engine refuses ends with 1 and says what to do', async () => {
  await saveModel(harness, 'a');
  harness.servant.script.refuse = 'no such provider';
  const refused = await regent('apply', '--yes');
  expect(refused).toMatchObject({ exitCode: 1, out: expect.stringContaining('Nothing was changed') });
  expect(refused.err).toContain('insisting');
});

test('history lists, shows, compares, stages and restores revisions', async () => {
  await saveModel(harness, 'a');
  await rollout(harness, { reason: 'only a' });
  await saveModel(harness, 'b');
  await rollout(harness, { reason: 'b too' });
  expect((await regent('history', 'list')).out).toMatch(/2 +live, serves now.*b too/);
  expect((await regent('history', 'show', '2')).out).toContain('+ model b');
  expect(await regent('history', 'compare', '2', '1')).toMatchObject({
    exitCode: 2,
    out: expect.stringContaining('- model b'),
  });
  expect(await regent('history', 'compare', '1', '1')).toMatchObject({
    exitCode: 0,
    out: expect.stringContaining('say the same'),
  });
  expect((await regent('history', 'stage', '1')).out).toContain('1 change staged');
  await regent('discard', '--all');
  expect((await regent('history', 'restore', '1')).exitCode).toBe(1);
  expect((await regent('history', 'restore', '1', '--yes')).out).toContain('Revision 3 is live');
  expect((await regent('history', 'show', 'x')).exitCode).toBe(1);
});

test('integrity ends with 2 while names lead nowhere, and --fix stages what mends them', async () => {
  await saveModel(harness, 'claude-sonnet');
  await harness.admin.item.save({ kind: 'alias', data: { name: 's', target: 'claude-sonet' }, baseVersion: 0 });
  await harness.admin.item.save({ kind: 'alias', data: { name: 'g', target: 'ghost' }, baseVersion: 0 });
  expect(await regent('integrity')).toMatchObject({ exitCode: 2, out: expect.stringContaining('2 findings.') });
  const fixed = await regent('integrity', '--fix');
  expect(fixed).toMatchObject({ exitCode: 0, out: expect.stringContaining('Write "claude-sonnet" instead.') });
  expect((await regent('integrity', '--reachable', 's')).out).toBe('s → alias of claude-sonnet\n');
});

test('the vault is rotated and the audit chain walked from a shell', async () => {
  await saveModel(harness, 'a', { api_key: 'sk-a-secret-1234' });
  expect((await regent('vault', 'status')).out).toContain('1, in 1 version');
  expect((await regent('vault', 'rotate')).out).toBe('1 version sealed with a new data key.\n');
  expect((await regent('vault', 'rotate', '--key-encryption-key')).out).toContain('0 data keys');
  expect((await regent('audit', 'list')).out).toContain('vault.rotate-data-key');
  expect((await regent('audit', 'list', '--find', 'data key', '--json')).out).not.toContain('item.save');
  expect(JSON.parse((await regent('audit', 'list', '--who', 'nobody-here', '--json')).out)).toEqual([]);
  expect(await regent('audit', 'verify')).toMatchObject({ exitCode: 0, out: expect.stringContaining('holds') });
});

test('keys say so when there is no gateway to ask', async () => {
  for (const words of [['list'], ['create'], ['block', 'x'], ['unblock', 'x'], ['delete', 'x', '--yes']])
    expect(await regent('keys', ...words)).toMatchObject({ exitCode: 1, err: expect.stringContaining('Servant') });
});

test('a wrong token is refused with what to do', async () => {
  const { err, exitCode } = await regent('plan', '--token', 'rgt_wrong');
  expect({ err, exitCode }).toMatchObject({ exitCode: 1, err: expect.stringContaining('not signed in') });
});

test.each([
  ['plan', 'apply', 'discard', 'import', 'export', 'status', 'logs', 'integrity', 'setup-link'],
  ['items list', 'items get', 'items set', 'items remove'],
  ['history list', 'history show', 'history compare', 'history stage', 'history restore', 'history note'],
  ['history tag', 'bisect start', 'bisect status', 'bisect good', 'bisect bad', 'bisect stop'],
  ['keys list', 'keys create', 'keys block', 'keys unblock', 'keys delete'],
  ['vault status', 'vault rotate', 'audit list', 'audit verify'],
  ['credentials list', 'credentials try', 'credentials revoke'],
])('every command explains itself and offers --json: %s …', async (...commands) => {
  for (const command of commands) {
    const help = await regent(...command.split(' '), '--help');
    expect(help).toMatchObject({ exitCode: 0, out: expect.stringContaining('--json') });
  }
});

test('apply --confirm gives the shell back while it waits; confirm keeps it, revert takes the next one back', async () => {
  await saveModel(harness, 'first');
  await rollout(harness);
  await saveModel(harness, 'second');
  const waiting = await regent('apply', '--yes', '--confirm', '2m');
  expect(waiting).toMatchObject({ exitCode: 0, out: expect.stringContaining('regent confirm') });
  expect(await regent('confirm')).toMatchObject({ exitCode: 0, out: expect.stringContaining('Revision 2 is live') });
  await saveModel(harness, 'third');
  await saveModel(harness, 'fourth');
  await regent('apply', '--yes', '--confirm', '2m', '--only', 'model/third');
  expect(await regent('confirm', '--more', '1h')).toMatchObject({ exitCode: 0 });
  const back = await regent('revert');
  expect(back).toMatchObject({ exitCode: 0, out: expect.stringContaining('Revision 4 is revision 2 again') });
  expect(await regent('revert')).toMatchObject({ exitCode: 1 });
  expect(await regent('plan')).toMatchObject({ out: expect.not.stringContaining('third') });
}, 60_000);
