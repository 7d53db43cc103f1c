import { modelData, rollout, saveModel } from '@regent/api/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type CliHarness, startCli } from '../testing/harness.ts';

let cli: CliHarness;
let regent: CliHarness['regent'];

beforeEach(async () => {
  cli = await startCli();
  ({ regent } = cli);
  const key = await saveModel(cli.api, 'a');
  await rollout(cli.api);
  for (const rpm of [1, 2, 3]) {
    const { version } = await cli.api.admin.item.get({ kind: 'model', key });
    await cli.api.admin.item.save({ kind: 'model', key, data: modelData('a', { rpm }), baseVersion: version });
    await rollout(cli.api);
  }
});
afterEach(() => cli.close());

test('a revision is found again by note, tag, live and last, and any two are compared', async () => {
  expect((await regent('history', 'tag', '2', 'stable', 'fair')).out).toContain('Revision 2: stable fair');
  expect((await regent('history', 'tag', 'fair', 'fair', '--remove')).out).toContain('Revision 2: stable');
  expect((await regent('history', 'note', 'stable', 'before the fair')).exitCode).toBe(0);
  expect((await regent('history', 'show', 'stable')).out).toContain('before the fair');
  expect(await regent('history', 'compare', 'stable', 'live')).toMatchObject({
    exitCode: 2,
    out: expect.stringContaining('1 → 3'),
  });
  expect(JSON.parse((await regent('history', 'compare', 'stable', '--json')).out)).toMatchObject({ from: 2, to: 4 });
  expect((await regent('history', 'compare', 'last', 'live')).exitCode).toBe(0);
  expect(await regent('history', 'show', 'fair')).toMatchObject({
    exitCode: 1,
    err: expect.stringContaining('No revision is called fair'),
  });
});

test('a search is begun, answered and ended from a shell, and its exit code says whether one is in question', async () => {
  expect(await regent('bisect', 'status')).toMatchObject({ exitCode: 0, out: 'No search is under way.\n' });
  expect(await regent('bisect', 'good')).toMatchObject({ exitCode: 1, err: expect.stringContaining('bisect start') });
  expect(await regent('bisect', 'start', '4', '1')).toMatchObject({ exitCode: 1 });
  const begun = await regent('bisect', 'start', '1');
  expect(begun).toMatchObject({ exitCode: 2, out: expect.stringContaining('Try revision 3') });
  // Without access to the gateway's rows it says so; it shows no zeros.
  expect(begun.err).toContain('could not be looked up');
  expect(await regent('bisect', 'bad')).toMatchObject({ exitCode: 2, out: expect.stringContaining('Try revision 2') });
  const found = await regent('bisect', 'good', '--json');
  expect({ ...found, out: JSON.parse(found.out) }).toMatchObject({ exitCode: 0, out: { culprit: 3, next: null } });
  expect(await regent('bisect', 'bad')).toMatchObject({ exitCode: 1, err: expect.stringContaining('nothing is left') });
  expect((await regent('bisect', 'stop')).exitCode).toBe(0);
});
