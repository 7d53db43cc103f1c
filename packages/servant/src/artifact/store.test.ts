import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Artifact } from '../driver.ts';
import { artifactHash } from './hash.ts';
import { markGood, readStoredArtifact, storeArtifact } from './store.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'artifacts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const artifact = (revision: number, text = `model_list: []\n# ${revision}\n`): Artifact => {
  const environment = { KEY: `value of ${revision}` };
  return {
    text,
    environment,
    revision,
    fingerprint: 'abc',
    deploymentIds: [],
    hash: artifactHash({ text, environment }),
  };
};
const read = async () => {
  const stored = await readStoredArtifact(folder);
  if (stored === null) throw new Error('nothing is stored');
  return stored;
};

test('a full disk changes nothing and leaves nothing behind', async () => {
  await storeArtifact(folder, artifact(1));
  const writer = `
    import { storeArtifact } from ${JSON.stringify(fileURLToPath(new URL('store.ts', import.meta.url)))};
    const artifact = JSON.parse(process.argv[1]);
    try { await storeArtifact(${JSON.stringify(folder)}, artifact); console.log('written'); }
    catch (error) { console.log(error.name); }`;
  const big = JSON.stringify(artifact(2, `# ${'x'.repeat(8000)}\n`));
  // A limit on the size of files fails a write half-way, as a full disk does.
  const limited = `ulimit -f 1; trap '' XFSZ; exec "$@"`;
  const words = [
    '-c',
    limited,
    'sh',
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '-e',
    writer,
    big,
  ];
  const { stdout } = await promisify(execFile)('bash', words);
  expect(stdout.trim()).toBe('ServantWriteError');
  expect(await read()).toMatchObject({ revision: 1 });
  expect(await readdir(join(folder, 'revisions'))).toHaveLength(1);
  await storeArtifact(folder, artifact(2));
  expect(await read()).toMatchObject({ revision: 2 });
});

test('an artifact whose hash is not that of its texts is a mistake of the caller', async () => {
  await expect(storeArtifact(folder, { ...artifact(1), text: 'other' })).rejects.toBeInstanceOf(TypeError);
});

test('an empty folder holds no artifact', async () => {
  expect(await readStoredArtifact(folder)).toBeNull();
});

test('readers meet the old pair or the new pair, whole, while others are written', async () => {
  await storeArtifact(folder, artifact(0));
  const done = new AbortController();
  const writer = (async () => {
    for (let revision = 1; revision <= 30; revision++) await storeArtifact(folder, artifact(revision));
    done.abort();
  })();
  let reads = 0;
  while (!done.signal.aborted) {
    const stored = await read();
    expect(stored.hash).toBe(artifact(stored.revision ?? -1).hash);
    reads += 1;
  }
  await writer;
  expect(reads).toBeGreaterThan(0);
});

test('an edit by hand is seen: its own hash, no revision, and the same artifact can be put back over it', async () => {
  await storeArtifact(folder, artifact(7));
  await writeFile(join(folder, 'current/config.yaml'), 'mine: true\n');
  const edited = await read();
  expect(edited).toMatchObject({ revision: null, text: 'mine: true\n', description: null });
  expect(edited.hash).toBe(artifactHash({ text: 'mine: true\n', environment: { KEY: 'value of 7' } }));
  await storeArtifact(folder, artifact(7));
  expect(await read()).toMatchObject({ revision: 7, hash: artifact(7).hash });
});

test.each(['KEY=value\n', '{"KEY": 7}'])(
  'an environment that says %j is read as one that differs, and the same artifact can be put back over it',
  async (text) => {
    await storeArtifact(folder, artifact(7));
    await writeFile(join(folder, 'current/servant.env'), text);
    const broken = await read();
    expect(broken).toMatchObject({ revision: null, description: null, environment: {}, text: artifact(7).text });
    expect(broken.hash).not.toBe(artifact(7).hash);
    expect(broken.hash).not.toBe(artifactHash(broken));
    expect(await read()).toEqual(broken);
    await storeArtifact(folder, artifact(7));
    expect(await read()).toMatchObject({ revision: 7, hash: artifact(7).hash });
  },
);

test('a broken description makes an artifact of no revision', async () => {
  await storeArtifact(folder, artifact(7));
  await writeFile(join(folder, 'current/artifact.json'), '{');
  expect(await read()).toMatchObject({ revision: null, hash: artifact(7).hash });
});

test('the last good artifact stays beside the live one, others go', async () => {
  await storeArtifact(folder, artifact(1));
  await markGood(folder, await read());
  for (const revision of [2, 3, 4]) await storeArtifact(folder, artifact(revision));
  const names = (await readdir(join(folder, 'revisions'))).sort();
  expect(names.map((name) => name.split('-')[0])).toEqual(['1', '4']);
  expect(await readFile(join(folder, 'last-good/config.yaml'), 'utf8')).toBe(artifact(1).text);
});

test('files are for their owner only', async () => {
  await storeArtifact(folder, artifact(1));
  const mode = async (path: string) => ((await stat(join(folder, path))).mode & 0o777).toString(8);
  expect(await Promise.all(['.', 'revisions', 'current'].map(mode))).toEqual(['700', '700', '700']);
  const files = ['config.yaml', 'servant.env', 'artifact.json'].map((name) => mode(`current/${name}`));
  expect(await Promise.all(files)).toEqual(['600', '600', '600']);
});
