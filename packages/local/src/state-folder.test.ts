import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeStateFolder } from './state-folder.ts';

test('a path that is too long for a unix socket is refused with the remedy, and nothing is made', async () => {
  const root = join(tmpdir(), 'x'.repeat(100));
  await expect(makeStateFolder(root)).rejects.toThrow(
    `${root} is too deep for a unix socket; set REGENT_STATE to a shorter path.`,
  );
  await expect(stat(root)).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the folder may be passed through, and what is in it is for its owner only', async () => {
  const state = await makeStateFolder(await mkdtemp(join(tmpdir(), 'regent-state-')));
  const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  expect(await mode(state.root)).toBe('711');
  const inner = [state.servant, state.artifacts, state.launcherState, state.run, state.logs, state.engine];
  expect(new Set(await Promise.all(inner.map(mode)))).toEqual(new Set(['700']));
  await rm(state.root, { recursive: true });
});
