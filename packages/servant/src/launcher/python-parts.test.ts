import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { artifactHash } from '../artifact/hash.ts';
import { findPython } from '../engine/python.ts';
import { hostEnvironment } from '../env.ts';

const LAUNCHER = fileURLToPath(new URL('.', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'launcher-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs a script beside the launcher's modules, with the folder as its argument. */
async function python(script: string): Promise<string> {
  const { executable } = await findPython(hostEnvironment());
  const path = `import sys; sys.path.insert(0, ${JSON.stringify(LAUNCHER)}); sys.dont_write_bytecode = True\n`;
  const { stdout } = await promisify(execFile)(executable, ['-c', path + script, folder], {
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
  });
  return stdout;
}

test('the launcher and the drivers agree on the hash of every artifact', async () => {
  const text = fc.string({ unit: 'binary' });
  const environment = fc.dictionary(
    fc.string({ unit: 'binary', minLength: 1 }),
    text.map((value) => value.replaceAll('\0', '')),
  );
  const pairs = fc
    .sample(fc.record({ text, environment }), 300)
    .map((pair) => ({ ...pair, environment: { ...pair.environment } }));
  for (const [index, pair] of pairs.entries()) {
    await writeFile(join(folder, `${index}.yaml`), pair.text);
    await writeFile(join(folder, `${index}.env`), JSON.stringify(pair.environment));
  }
  const hashes = await python(`
import os
from artifact import artifact_hash, read_environment
for index in range(${pairs.length}):
    place = os.path.join(sys.argv[1], str(index))
    print(artifact_hash(place + ".yaml", read_environment(place + ".env")))
`);
  expect(hashes.trim().split('\n')).toEqual(pairs.map(artifactHash));
});

test('an environment that is no object of texts is refused without quoting a value', async () => {
  await writeFile(join(folder, 'servant.env'), '{"KEY": {"nested": "secret-4711"}}');
  const said = await python(`
import os
from artifact import read_environment
try:
    read_environment(os.path.join(sys.argv[1], "servant.env"))
except ValueError as error:
    print(error)
`);
  expect(said).toContain('KEY');
  expect(said).not.toContain('secret-4711');
});

test('the log is rotated by size, five old ones are kept, each for its owner only', async () => {
  await python(`
import os, logfile
logfile.BYTES_MAX = 200
log = logfile.LogFile(os.path.join(sys.argv[1], "servant.log"))
for number in range(100):
    log.write("g1.w0 7", [f"line {number}".encode()])
`);
  const names = (await readdir(folder)).sort();
  expect(names).toEqual(['servant.log', ...[1, 2, 3, 4, 5].map((number) => `servant.log.${number}`)]);
  for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  const youngest = await readFile(join(folder, 'servant.log.1'), 'utf8');
  expect(youngest).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z \[g1\.w0 7\] line \d+\n/);
});

test('a kept copy is what was there when it was taken, with its environment, for its owner only', async () => {
  const text = 'model_list: []\ninclude:\n  - more.yaml\n';
  const environment = { KEY: 'value' };
  await writeFile(join(folder, 'config.yaml'), text);
  await writeFile(join(folder, 'more.yaml'), 'a: 1\n');
  const description = { hash: artifactHash({ text, environment }), fingerprint: 'abc', revision: 4, deploymentIds: [] };
  await writeFile(join(folder, 'artifact.json'), JSON.stringify(description));
  const said = await python(`
import json, os
from snapshot import Snapshots
home = os.path.join(sys.argv[1], "state")
number, copy, identity = Snapshots(home).take(os.path.join(sys.argv[1], "config.yaml"), {"KEY": "value"})
print(json.dumps([number, os.path.relpath(copy, home), identity.revision, sorted(os.listdir(os.path.dirname(copy)))]))
`);
  expect(JSON.parse(said)).toEqual([
    1,
    'g1/config.yaml',
    4,
    ['artifact.json', 'config.yaml', 'more.yaml', 'servant.env'],
  ]);
  for (const name of await readdir(join(folder, 'state/g1'))) {
    expect((await stat(join(folder, 'state/g1', name))).mode & 0o777).toBe(0o600);
  }
});
