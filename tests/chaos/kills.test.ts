import { setTimeout as sleep } from 'node:timers/promises';
import { applySteps } from '@regent/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startInstallation, type TestInstallation } from '../rig/installation.ts';
import { examined, fileIsWhatIsApplied, modelLimit, settled } from './invariants.ts';
import { MODEL, stageModel, startApply } from './scenario.ts';
import { startTraffic, type Traffic } from '../rig/traffic.ts';

/** kill -9 of Regent before every step and at random moments; `CHAOS_KILLS` makes it long. */
const RANDOM_KILLS = Number(process.env.CHAOS_KILLS ?? 22);
const APPLY_MS = 1_500;

let installation: TestInstallation;
let traffic: Traffic;
let key: string;
let rpm = 10_000;

beforeAll(async () => {
  installation = await startInstallation();
  key = await stageModel(installation, rpm);
  await startApply(installation);
  expect((await settled(installation))?.outcome).toBe('live');
  const { gatewayUrl, secrets } = installation;
  traffic = startTraffic({ gatewayUrl, key: secrets.masterKey, model: MODEL, perSecond: 10 });
});

afterAll(async () => {
  await traffic?.stop();
  await installation?.stop();
});

/** After any death: the file is what is applied, and the last edit is applied or still staged. */
async function expectWhole(edited: number): Promise<void> {
  await settled(installation);
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
  expect(await modelLimit(installation, key)).toBe(edited);
}

test.each(applySteps.filter((step) => step !== 'plan' && step !== 'confirm'))(
  'killed before the step %s, it is finished or closed by the next start',
  async (step) => {
    await installation.stopRegent('SIGTERM');
    await installation.startRegent({ REGENT_CHAOS_STOP_AT: `before-${step}` });
    await stageModel(installation, ++rpm);
    await startApply(installation);
    await installation.regentEnded();
    await installation.startRegent();
    await expectWhole(rpm);
  },
);

test(`killed ${RANDOM_KILLS} times at random moments of an Apply, nothing is lost`, {
  timeout: 20_000 * RANDOM_KILLS,
}, async () => {
  for (let round = 0; round < RANDOM_KILLS; round++) {
    await stageModel(installation, ++rpm);
    await startApply(installation);
    await sleep(Math.random() * APPLY_MS);
    await installation.stopRegent('SIGKILL');
    await installation.startRegent();
    await expectWhole(rpm);
    if ((round + 1) % 50 === 0) console.log(`${round + 1} of ${RANDOM_KILLS} kills, nothing lost`);
  }
});

test('a restart of the database in the middle of an Apply loses nothing', async () => {
  await stageModel(installation, ++rpm);
  await startApply(installation);
  await installation.restartPostgres();
  await expectWhole(rpm);
});

test('the gateway answered all the time', async () => {
  await traffic.stop();
  expect(traffic.asked).toBeGreaterThan(RANDOM_KILLS * 5);
  expect(traffic.failures).toEqual([]);
});
