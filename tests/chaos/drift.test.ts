import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DriftView } from '@regent/core';
import { until } from '@regent/servant/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { startInstallation, type TestInstallation } from '../rig/installation.ts';
import { examined, fileIsWhatIsApplied } from './invariants.ts';
import { MODEL, stageModel } from './scenario.ts';

const SEEN_WITHIN_MS = 30_000;

let installation: TestInstallation;
let rpm = 10_000;

beforeAll(async () => {
  installation = await startInstallation();
  await stageModel(installation, rpm);
  expect(await applyStaged(installation.client)).toMatchObject({ outcome: 'live' });
}, 120_000);
afterAll(() => installation?.stop());

const live = (file: string) => join(installation.state.artifacts, 'current', file);
const drift = async (): Promise<DriftView | null> => (await installation.client.servant.status.query()).drift;
const answer = (action: 'restore' | 'adopt') => installation.client.servant.acceptDrift.mutate({ action });

async function expectDrift(): Promise<void> {
  await until('the drift is seen', async () => (await drift())?.type === 'file', SEEN_WITHIN_MS);
}

test('a file that was edited by hand is seen, stops an Apply, and is put back', async () => {
  const applied = await readFile(live('config.yaml'), 'utf8');
  await appendFile(live('config.yaml'), 'litellm_settings: {num_retries: 3}\n');
  await expectDrift();
  await stageModel(installation, ++rpm);
  await expect(applyStaged(installation.client)).rejects.toMatchObject({
    message: expect.stringContaining('outside Regent'),
  });
  await answer('restore');
  expect(await drift()).toBeNull();
  expect(await readFile(live('config.yaml'), 'utf8')).toBe(applied);
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
  expect(await applyStaged(installation.client)).toMatchObject({ outcome: 'live' });
});

test('what a hand wrote can be taken into staging, and the Apply of it ends the drift', async () => {
  const { client } = installation;
  await appendFile(live('config.yaml'), 'litellm_settings: {num_retries: 3}\n');
  await expectDrift();
  await answer('adopt');
  const staged = await client.item.list.query({});
  expect(staged.filter((item) => item.flag !== null).length).toBeGreaterThan(0);
  expect(await applyStaged(client)).toMatchObject({ outcome: 'live' });
  expect(await drift()).toBeNull();
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
  expect(await readFile(live('config.yaml'), 'utf8')).toMatch(/num_retries: 3/);
});

test('an environment that a hand broke is drift, and a launcher that meets it serves the last good copy', async () => {
  await writeFile(live('servant.env'), 'KEY=value\n');
  await expectDrift();
  await installation.stopLauncher('SIGKILL');
  await installation.startLauncher();
  expect((await installation.chat(MODEL)).status).toBe(200);
  await answer('restore');
  expect(await drift()).toBeNull();
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
});
