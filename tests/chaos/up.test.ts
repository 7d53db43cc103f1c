import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, processTree, until } from '@regent/servant/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { type LocalRun, startLocalRun } from '../rig/local-run.ts';
import { startTraffic } from '../rig/traffic.ts';
import { fileIsWhatIsApplied } from './invariants.ts';
import { type ExaminedRun, examineRun } from './local.ts';
import { MODEL, stageModel } from './scenario.ts';

/** What dies in a real `regent up`, and what the people at the gateway notice of it. */
const ANSWERS_AGAIN_MS = 10_000;
const UP_AGAIN_MS = 5_000;
/** Most of the first bound is the import of LiteLLM; on a machine so busy that it takes longer, both grow with it. */
const IMPORT_SHARE = 0.55;

let run: LocalRun;
let seen: ExaminedRun;
let key: string;

beforeAll(async () => {
  run = await startLocalRun();
  seen = await examineRun(run);
  await stageModel(seen, 10_000);
  expect(await applyStaged(seen.client)).toMatchObject({ outcome: 'live' });
  key = await newKey();
}, 120_000);
afterAll(() => run?.stop());

async function newKey(): Promise<string> {
  const response = await fetch(`${run.gatewayUrl}/key/generate`, {
    method: 'POST',
    headers: { authorization: `Bearer ${seen.masterKey}`, 'content-type': 'application/json' },
    body: '{}',
  });
  return ((await response.json()) as { key: string }).key; // LiteLLM's answer
}

const keyedTraffic = (withKey = key) =>
  startTraffic({ gatewayUrl: run.gatewayUrl, key: withKey, model: MODEL, perSecond: 10 });

async function chats(withKey = key): Promise<boolean> {
  const traffic = startTraffic({ gatewayUrl: run.gatewayUrl, key: withKey, model: MODEL, perSecond: 1 });
  await traffic.stop();
  return traffic.failures.length === 0;
}

async function kill(name: string): Promise<number> {
  const pid = (await seen.pids())[name];
  if (!pid) throw new Error(`${name} does not run`);
  process.kill(pid, 'SIGKILL');
  await until(`${name} is gone`, async () => !isRunning(pid));
  return pid;
}

async function replaced(name: string, killed: number): Promise<void> {
  await until(`${name} runs again`, async () => ![0, killed, undefined].includes((await seen.pids())[name]));
}

/** How long this machine took for the newest import of LiteLLM. */
async function lastImportMs(): Promise<number> {
  const log = await readFile(join(run.state.logs, 'gateway.log'), 'utf8');
  return Number([...log.matchAll(/ready to fork after (\d+) ms/g)].at(-1)?.[1]);
}

test('a killed gateway answers again within ten seconds', async () => {
  await kill('gateway');
  const begun = performance.now();
  await until('the gateway answers', () => chats());
  const tookMs = performance.now() - begun;
  expect(tookMs).toBeLessThan(Math.max(ANSWERS_AGAIN_MS, (await lastImportMs()) / IMPORT_SHARE));
  expect(await fileIsWhatIsApplied(seen)).toBeNull();
});

test('a killed Regent is back, and no keyed chat notices', async () => {
  const traffic = keyedTraffic();
  await replaced('regent', await kill('regent'));
  await until('Regent answers', () =>
    seen.client.setup.status.query().then(
      () => true,
      () => false,
    ),
  );
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
  expect(await fileIsWhatIsApplied(seen)).toBeNull();
});

test('a killed Postgres is back, a known key goes on, and a new one works again', async () => {
  // LiteLLM remembers a key for a minute after its first use.
  const known = await newKey();
  expect(await chats(known)).toBe(true);
  const traffic = keyedTraffic(known);
  await replaced('postgres', await kill('postgres'));
  await until('a new key works', async () =>
    newKey().then(
      (made) => chats(made),
      () => false,
    ),
  );
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
  // A change is never repeated by Regent itself: whoever is told that the database does not answer saves again.
  await until('an edit is saved', () =>
    stageModel(seen, 20_000).then(
      () => true,
      () => false,
    ),
  );
  expect(await applyStaged(seen.client)).toMatchObject({ outcome: 'live' });
  expect(await fileIsWhatIsApplied(seen)).toBeNull();
});

test('a second up adopts everything within five seconds', async () => {
  const before = await seen.pids();
  const begun = performance.now();
  expect(await run.up()).toMatchObject({ code: 0 });
  expect(performance.now() - begun).toBeLessThan(Math.max(UP_AGAIN_MS, await lastImportMs()));
  expect(await seen.pids()).toEqual(before);
});

test('a killed supervisor takes nobody along; the next up adopts all, and restarts what dies then', async () => {
  const { supervisor, ...before } = await seen.pids();
  const traffic = keyedTraffic();
  await kill('supervisor');
  expect(await run.up()).toMatchObject({ code: 0 });
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
  const { supervisor: next, ...after } = await seen.pids();
  expect(next).not.toBe(supervisor);
  expect(after).toEqual(before);
  await replaced('gateway', await kill('gateway'));
  await until('the gateway answers', () => chats());
  expect(await fileIsWhatIsApplied(seen)).toBeNull();
});

test('down leaves no process', async () => {
  const pids = Object.values(await seen.pids()).flatMap(processTree);
  expect(pids.length).toBeGreaterThan(5);
  expect(await run.regent('down')).toMatchObject({ code: 0 });
  await until('all are gone', async () => !pids.some(isRunning), 5_000);
});
