import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { startInstallation, type TestInstallation } from '../rig/installation.ts';
import { examined, fileIsWhatIsApplied, modelLimit } from './invariants.ts';
import { MODEL, stageModel } from './scenario.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

let installation: TestInstallation;
let disk: SmallDisk;
let key: string;

beforeAll(async () => {
  installation = await startInstallation({
    prepare: async (state) => {
      disk = await smallDisk(state.artifacts);
      return () => disk.remove();
    },
  });
  key = await stageModel(installation, 100_000);
  expect(await applyStaged(installation.client)).toMatchObject({ outcome: 'live' });
}, 120_000);
afterAll(() => installation?.stop());

const liveText = () => readFile(join(installation.state.artifacts, 'current/config.yaml'), 'utf8');
const stagedCount = async () => (await installation.client.change.summary.query()).count;

test('an Apply on a full disk fails whole: staged edits, the file and the revision that serves stay as they are', async () => {
  const before = await liveText();
  await stageModel(installation, 200_000);
  await disk.fill();
  const run = await applyStaged(installation.client);
  expect(run).toMatchObject({ outcome: 'failed', revision: null, error: { code: 'write-failed' } });
  expect(await stagedCount()).toBe(1);
  expect(await modelLimit(installation, key)).toBe(200_000);
  expect(await liveText()).toBe(before);
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
  const status = await installation.client.servant.status.query();
  expect(status).toMatchObject({ state: 'serving', drift: null, replicas: [{ revision: 1 }] });
  expect((await installation.chat(MODEL)).status).toBe(200);
});

test('once there is space again the same Apply succeeds', async () => {
  await disk.free();
  expect(await applyStaged(installation.client)).toMatchObject({ outcome: 'live', revision: 2 });
  expect(await stagedCount()).toBe(0);
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
  expect((await installation.chat(MODEL)).status).toBe(200);
});
