import { setTimeout as sleep } from 'node:timers/promises';
import type { RunView } from '@regent/core';
import { until } from '@regent/servant/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, modelData, rollout, saveModel, startHarness } from '../../testing/harness.ts';

let harness: Harness;
let key: string;
/** The clock of everybody, the fake engine's watchdog included, jumps when a test says so. */
let aheadMs = 0;
const clock = () => new Date(Date.now() + aheadMs);

beforeEach(async () => {
  aheadMs = 0;
  harness = await startHarness({ clock });
  key = await saveModel(harness, 'a');
  await rollout(harness);
  await saveRpm(5);
});
afterEach(() => harness.close());

async function saveRpm(rpm: number): Promise<void> {
  const item = await harness.admin.item.get({ kind: 'model', key });
  await harness.admin.item.save({ kind: 'model', key, data: modelData('a', { rpm }), baseVersion: item.version });
}

const run = (id: string) => harness.admin.change.run({ id });

/** Applies with a minute to confirm, until it waits for somebody. */
async function waiting(): Promise<RunView> {
  const { plan } = await harness.admin.change.review();
  const { id } = await harness.admin.change.rollout({ plan, reason: 'try it', confirmSeconds: 60 });
  await until('it waits', async () => (await run(id)).confirm?.waiting === true);
  return run(id);
}

async function ended(id: string): Promise<RunView> {
  await until('it ends', async () => (await run(id)).endedAt !== null);
  return run(id);
}

async function expectRevisionOneAgain(): Promise<void> {
  const [head, reverted, first] = (await harness.admin.revision.list({ limit: 3 })).revisions;
  expect(reverted).toMatchObject({ number: 2, outcome: 'reverted', live: false });
  expect(head).toMatchObject({ number: 3, outcome: 'live', live: true, fingerprint: first?.fingerprint, changes: 1 });
  const live = await harness.servant.driver.readArtifact();
  expect(harness.servant.serving()?.hash).toBe(live?.hash);
  expect((await harness.admin.servant.status()).drift).toBeNull();
  const item = await harness.admin.item.get({ kind: 'model', key });
  expect(item.data.litellm_params).not.toHaveProperty('rpm');
  expect(await harness.servant.driver.watchdog?.state()).toEqual({ state: 'none' });
}

test('what nobody confirms in time is taken back, as a new revision of the one before', async () => {
  const { id, confirm } = await waiting();
  expect(Date.parse(confirm?.until ?? '') - clock().getTime()).toBeGreaterThan(50_000);
  aheadMs = 61_000;
  expect(await ended(id)).toMatchObject({ outcome: 'reverted', revision: 2 });
  expect((await run(id)).sentence).toContain('nobody confirmed it in time. Revision 3 is revision 1 again.');
  await expectRevisionOneAgain();
});

test('what a person keeps stays, and the deadline passes without effect', async () => {
  const { id } = await waiting();
  await harness.admin.change.keep({ id });
  aheadMs = 61_000;
  expect(await ended(id)).toMatchObject({ outcome: 'live', confirm: { decidedBy: 'ann@example.org' } });
  expect((await harness.admin.revision.list({ limit: 1 })).revisions[0]).toMatchObject({ number: 2, live: true });
});

test('a person takes it back at once, and it says who', async () => {
  const { id } = await waiting();
  await harness.admin.change.takeBack({});
  expect((await ended(id)).sentence).toContain('Revision 2 is taken back by ann@example.org.');
  await expectRevisionOneAgain();
});

test('more time counts from now; a decision after the end is refused and leaves no name', async () => {
  const { id } = await waiting();
  await harness.admin.change.extend({ id, seconds: 600 });
  aheadMs = 61_000;
  await sleep(600);
  expect(await run(id)).toMatchObject({ outcome: null, confirm: { waiting: true } });
  aheadMs = 700_000;
  await expect(harness.admin.change.keep({ id })).rejects.toMatchObject({ cause: { code: 'not-waiting' } });
  expect(await ended(id)).toMatchObject({ outcome: 'reverted', confirm: { decidedBy: null } });
});

test('one that does not come up is taken back without waiting for anybody', async () => {
  const { reload } = harness.servant.driver;
  let first = true;
  harness.servant.driver.reload = async (options) => {
    if (!first) return reload(options);
    first = false;
    return { outcome: 'refused', reason: 'ValueError: nope', log: [] };
  };
  const { plan } = await harness.admin.change.review();
  const { id } = await harness.admin.change.rollout({ plan, reason: '', confirmSeconds: 3_600 });
  expect(await ended(id)).toMatchObject({ outcome: 'reverted', error: { code: 'engine-error' } });
  await expectRevisionOneAgain();
});

test('taken back while Regent was dead is recorded by the next start, and edits made meanwhile stay staged', async () => {
  const { id } = await waiting();
  await saveRpm(7);
  await harness.running.stop();
  aheadMs = 61_000;
  harness = await harness.restart();
  expect(await ended(id)).toMatchObject({ outcome: 'reverted' });
  const { changes } = await harness.admin.change.review();
  expect(changes).toMatchObject([{ key, after: { litellm_params: { rpm: 7 } } }]);
  expect((await harness.admin.servant.status()).drift).toBeNull();
});

test('nothing else applies while one waits for confirmation', async () => {
  const { id } = await waiting();
  await saveRpm(9);
  const { plan } = await harness.admin.change.review();
  const second = harness.admin.change.rollout({ plan, reason: '' });
  await expect(second).rejects.toMatchObject({ cause: { code: 'apply-running' } });
  await harness.admin.change.keep({ id });
  await ended(id);
});
