import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { artifactHash } from '../artifact/hash.ts';
import type { Artifact } from '../driver.ts';
import { readConfigFile, writeConfigFile } from './config-file.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'config-'));
  path = join(folder, 'config.yaml');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function artifact(revision: number): Artifact {
  const [text, environment] = [`model_list: []\n# ${revision}\n`, { KEY: `value ${revision}` }];
  return {
    text,
    environment,
    revision,
    fingerprint: 'abc',
    deploymentIds: ['a'],
    hash: artifactHash({ text, environment }),
  };
}

test('what is written is read back whole, for its owner only, and the one before stays beside it', async () => {
  await writeConfigFile(path, artifact(1));
  await writeConfigFile(path, artifact(2));
  expect(await readConfigFile(path)).toMatchObject({ ...artifact(2), deploymentIds: ['a'] });
  expect(await readFile(`${path}.last-good`, 'utf8')).toBe(artifact(1).text);
  for (const name of ['config.yaml', 'config.yaml.last-good', '.config.yaml.regent.json'])
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test('a file that somebody else wrote has no revision, and can be written over', async () => {
  await writeConfigFile(path, artifact(1));
  await writeFile(path, 'mine: true\n');
  expect(await readConfigFile(path)).toMatchObject({ revision: null, text: 'mine: true\n', fingerprint: null });
  await writeConfigFile(path, artifact(1));
  expect(await readConfigFile(path)).toMatchObject({ revision: 1 });
});

test('a write that cannot be done changes nothing and says so', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(writeConfigFile(join(folder, 'file/config.yaml'), artifact(1))).rejects.toMatchObject({
    name: 'ServantWriteError',
  });
});

test('where there is no file yet, there is none', async () => {
  expect(await readConfigFile(path)).toBeNull();
});
