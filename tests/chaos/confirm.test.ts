import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { serverPid } from '@regent/local';
import { createProcessDriver, type ServantDriver } from '@regent/servant';
import { until } from '@regent/servant/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { startInstallation, type TestInstallation } from '../rig/installation.ts';
import { startTraffic } from '../rig/traffic.ts';
import { examined, fileIsWhatIsApplied, settled } from './invariants.ts';
import { MODEL, stageModel } from './scenario.ts';

/**
 * Whoever dies while an Apply waits for confirmation, and whenever: the gateway ends on the good revision within the
 * deadline and the time of a reload. `CHAOS_KILLS` makes it long: one round for ten kills, since each waits its time.
 */
const RANDOM_ROUNDS = Math.ceil(Number(process.env.CHAOS_KILLS ?? 0) / 10);
const CONFIRM_S = 3;
/** Long enough for a new Regent to come up in between. */
const KEEP_S = 8;
const RELOAD_MS = 5_000;
/** A new launcher imports LiteLLM first, here on a machine that does other things too. */
const START_MS = 40_000;

const WAIT_MS = 20_000;

type Victim = 'regent' | 'database' | 'launcher';

let installation: TestInstallation;
let driver: ServantDriver;
let rpm = 10_000;

beforeAll(async () => {
  installation = await startInstallation();
  const { state, gatewayUrl: baseUrl } = installation;
  driver = createProcessDriver({
    ...{ artifactFolder: state.artifacts, controlSocket: state.launcherSocket, logFile: '', baseUrl, workers: 1 },
  });
  await stageModel(installation, rpm);
  expect(await applyStaged(installation.client)).toMatchObject({ outcome: 'live' });
}, 120_000);
afterAll(() => installation?.stop());

async function startConfirmed(confirmSeconds = CONFIRM_S): Promise<void> {
  await stageModel(installation, ++rpm);
  const { plan } = await installation.client.change.review.query({});
  await installation.client.change.rollout.mutate({ plan, reason: 'chaos', confirmSeconds });
}

async function waits(): Promise<boolean> {
  return (await installation.client.change.lastRun.query())?.confirm?.waiting === true;
}

const kill: Record<Victim, () => Promise<void>> = {
  regent: () => installation.stopRegent('SIGKILL'),
  launcher: () => installation.stopLauncher('SIGKILL'),
  database: async () => {
    const { cluster } = installation.postgres;
    const pid = await serverPid(cluster);
    if (pid !== null) process.kill(pid, 'SIGQUIT');
    await until('the database is gone', async () => (await serverPid(cluster)) === null);
  },
};

const revive: Record<Victim, () => Promise<void>> = {
  database: () => installation.restartPostgres(),
  regent: () => installation.startRegent(),
  launcher: async () => undefined, // its supervisor has done it long ago
};

/** The deadline as it lies on the disk; null once it is decided. */
async function deadline(): Promise<number | null> {
  const text = await readFile(join(installation.state.artifacts, 'confirm.json'), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as { until: number }).until;
}

async function servesGood(hash: string | undefined): Promise<boolean> {
  const live = await driver.readArtifact();
  const { replicas } = await driver.observe();
  return live?.hash === hash && replicas.length > 0 && replicas.every((one) => one.ready && one.artifactHash === hash);
}

/** A run that was on its way arms its deadline only now: the time of a reload counts from there. */
async function backInTime(good: string | undefined): Promise<void> {
  for (let limit = Date.now() + RELOAD_MS; !(await servesGood(good)); await sleep(20)) {
    limit = Math.max(limit, ((await deadline()) ?? 0) + RELOAD_MS);
    if (Date.now() > limit) throw new Error('The gateway is not on the good revision in time.');
  }
}

/** Nobody but the launcher acts until the gateway is on the good revision; then everybody comes back and agrees. */
async function expectGood(good: string | undefined, dead: readonly Victim[]): Promise<void> {
  // LiteLLM does not start without its database; a supervisor brings both back, in any order, until they stand.
  if (dead.includes('launcher') && dead.includes('database')) await installation.restartPostgres();
  if (dead.includes('launcher')) await installation.startLauncher();
  await backInTime(good);
  expect((await installation.chat(MODEL)).status).toBe(200);
  for (const victim of ['database', 'regent', 'launcher'] as const) if (dead.includes(victim)) await revive[victim]();
  await until('Regent answers', () =>
    settled(installation).then(
      () => true,
      () => false,
    ),
  );
  expect((await settled(installation))?.outcome).toMatch(/^(reverted|failed)$/);
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
  expect((await installation.client.servant.status.query()).drift).toBeNull();
  expect(await driver.watchdog?.state()).toEqual({ state: 'none' });
  expect(await servesGood(good)).toBe(true);
}

test.each<Victim[][]>([[['regent', 'database']], [['launcher']]])(
  'killed while it waits: %j; the gateway is on the good revision in time, and it is recorded, never drift',
  async (victims) => {
    const good = (await driver.readArtifact())?.hash;
    const { gatewayUrl, secrets } = installation;
    const traffic = startTraffic({ gatewayUrl, key: secrets.masterKey, model: MODEL, perSecond: 10 });
    await startConfirmed();
    await until('it waits', waits, WAIT_MS);
    // On a busy machine the time may be over before anybody could look.
    const isBack = await servesGood(good);
    expect(isBack && ((await deadline()) ?? 0) > Date.now()).toBe(false);
    for (const victim of victims) await kill[victim]();
    const down = victims.includes('launcher');
    if (down) await traffic.stop();
    await expectGood(good, victims);
    await traffic.stop();
    // Nobody notices, unless it is the gateway itself that dies.
    expect(down ? [] : traffic.failures).toEqual([]);
  },
);

test('a person keeps it, whoever died before: it stays beyond the deadline', async () => {
  await startConfirmed(KEEP_S);
  await until('it waits', waits, WAIT_MS);
  const due = (await deadline()) ?? 0;
  await installation.stopRegent('SIGKILL');
  await installation.startRegent();
  await installation.client.change.keep.mutate({});
  const kept = (await driver.readArtifact())?.hash;
  expect(await settled(installation)).toMatchObject({ outcome: 'live' });
  await sleep(Math.max(0, due - Date.now()) + 1_000);
  expect(await servesGood(kept)).toBe(true);
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
});

test.runIf(RANDOM_ROUNDS > 0)(
  `${RANDOM_ROUNDS} rounds with random victims at random moments before and after the deadline`,
  { timeout: (START_MS + 20_000) * RANDOM_ROUNDS },
  async () => {
    for (let round = 0; round < RANDOM_ROUNDS; round++) {
      const good = (await driver.readArtifact())?.hash;
      const all: Victim[] = ['regent', 'database', 'launcher'];
      const victims = all.filter(() => Math.random() < 0.5);
      const afterMs = Math.round(Math.random() * (CONFIRM_S + 3) * 1_000);
      await startConfirmed();
      await sleep(afterMs);
      for (const victim of victims) await kill[victim]();
      await expectGood(good, victims).catch((cause: unknown) => {
        throw new Error(`Round ${round}: [${victims}] killed after ${afterMs} ms. ${String(cause)}`, { cause });
      });
    }
  },
);
