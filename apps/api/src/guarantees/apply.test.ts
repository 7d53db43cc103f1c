import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Harness, bob, modelData, rollout, saveModel, startHarness } from '../testing/harness.ts';

/** Ways in which an Apply can lie, lose an edit or take more along than it should. */
let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

test('of two Applies at the same moment one runs, and the other is told so; nothing is applied twice', async () => {
  await saveModel(harness, 'a');
  const { plan } = await harness.admin.change.review();
  const wish = { plan, reason: 'test' };
  const both = await Promise.allSettled([harness.admin.change.rollout(wish), harness.as(bob).change.rollout(wish)]);
  await harness.running.app.runner.idle();
  const refused = both.filter((one) => one.status === 'rejected').map((one) => one.reason.cause.code);
  expect(refused).toHaveLength(1);
  expect(['apply-running', 'plan-stale']).toContain(refused[0]);
  const { revisions } = await harness.admin.revision.list({ limit: 10 });
  expect(revisions.map(({ number }) => number)).toEqual([1, 0]);
});

test('pressing Apply answers at once, however long the engine takes, and the run tells how it ended', async () => {
  await saveModel(harness, 'a');
  const { reload } = harness.servant.driver;
  const gate = Promise.withResolvers<void>();
  const slow = vi.spyOn(harness.servant.driver, 'reload').mockImplementation(async (options) => {
    await gate.promise;
    return reload(options);
  });
  const { plan } = await harness.admin.change.review();
  const run = await harness.admin.change.rollout({ plan, reason: 'test' });
  expect(run).toMatchObject({ endedAt: null, outcome: null });
  await vi.waitFor(async () => {
    const { steps } = await harness.admin.change.run({ id: run.id });
    expect(steps.find(({ step }) => step === 'reload')?.state).toBe('running');
  }, 10_000);
  gate.resolve();
  await harness.running.app.runner.idle();
  slow.mockRestore();
  expect(await harness.admin.change.run({ id: run.id })).toMatchObject({ outcome: 'live', error: null });
});

test('a failed Apply is failed, not half done: the next one brings everything, and the failure stays in its own run', async () => {
  await saveModel(harness, 'a');
  await saveModel(harness, 'b');
  harness.servant.script.failWrites = 'EIO';
  expect(await rollout(harness)).toMatchObject({ outcome: 'failed', revision: null });
  harness.servant.script.failWrites = null;
  expect(await rollout(harness)).toMatchObject({ outcome: 'live', error: null, revision: 1 });
  expect(await harness.admin.change.lastRun()).toMatchObject({ outcome: 'live', error: null });
  expect(harness.servant.serving()?.deploymentIds).toHaveLength(2);
});

test('what an engine that was away did not get is known as not served, and the next Apply brings it along', async () => {
  await harness.admin.setting.save({ readyTimeoutMs: 1_000 });
  await saveModel(harness, 'a');
  await rollout(harness);
  harness.servant.script.away = true;
  await saveModel(harness, 'b', { api_key: { $newSecret: 'sk-missed' } });
  expect(await rollout(harness)).toMatchObject({ outcome: 'unhealthy', revision: 2 });
  const { revisions } = await harness.admin.revision.list({ limit: 1 });
  expect(revisions[0]).toMatchObject({ number: 2, live: false, outcome: 'unhealthy' });
  harness.servant.script.away = false;
  await saveModel(harness, 'c');
  expect(await rollout(harness)).toMatchObject({ outcome: 'live', revision: 3 });
  expect(harness.servant.serving()?.text).toContain('sk-missed');
});

test('an engine that leaves a deployment out without a word is unhealthy, and the deployment is named', async () => {
  await harness.admin.setting.save({ readyTimeoutMs: 1_000 });
  const key = await saveModel(harness, 'dropped-one');
  await saveModel(harness, 'b');
  const check = vi.spyOn(harness.servant.driver, 'check').mockImplementation(async () => {
    harness.servant.script.drop = [key];
    return { verdict: 'not-checked', reason: 'busy' };
  });
  const run = await rollout(harness);
  check.mockRestore();
  expect(run).toMatchObject({ outcome: 'unhealthy', revision: 1 });
  expect(run.sentence).toContain('dropped-one');
  expect(run.steps.find(({ step }) => step === 'check')).toMatchObject({
    state: 'skipped',
    text: 'not checked: busy',
  });
});

test('deployments of one name are rendered, verified and removed by their ids', async () => {
  const first = await saveModel(harness, 'twins');
  const second = await saveModel(harness, 'twins', { rpm: 5 });
  await rollout(harness);
  expect(harness.servant.serving()?.deploymentIds).toEqual([first, second]);
  await harness.admin.item.remove({ kind: 'model', key: first, baseVersion: 0 });
  expect(await rollout(harness, { confirmModels: 1 })).toMatchObject({ outcome: 'live' });
  expect(harness.servant.serving()?.deploymentIds).toEqual([second]);
});

test('going back brings the secrets of that time, and names and fields are those of that time', async () => {
  const key = await saveModel(harness, 'a', { api_key: { $newSecret: 'sk-first' }, unknown_field: { deep: [1] } });
  await rollout(harness);
  const first = harness.servant.serving()?.text.replaceAll(/regent: .*/g, '');
  expect(first).toContain('sk-first');
  const data = modelData('renamed', { api_key: { $newSecret: 'sk-second' } });
  await harness.admin.item.save({ kind: 'model', key, data, baseVersion: 0 });
  await rollout(harness);
  await harness.admin.revision.restore({ number: 1, reason: 'back' });
  await harness.running.app.runner.idle();
  expect(harness.servant.serving()?.text.replaceAll(/regent: .*/g, '')).toBe(first);
});

test('edits that somebody else stages while an Apply is reviewed are not applied unseen', async () => {
  await saveModel(harness, 'a');
  const { plan } = await harness.admin.change.review();
  await harness.as(bob).item.save({ kind: 'model', data: modelData('unseen'), baseVersion: 0 });
  await expect(harness.admin.change.rollout({ plan, reason: '' })).rejects.toMatchObject({
    cause: { code: 'plan-stale' },
  });
  expect(harness.servant.serving()).toBeNull();
});

test('our tables lie in a schema of their own, where no migration of LiteLLM tidies up', async () => {
  const tables = await harness.running.app.db.execute(
    sql`select table_schema as place, table_name as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema')`,
  );
  expect([...tables].filter(({ place }) => place === 'public')).toEqual([]);
  expect([...tables].length).toBeGreaterThan(10);
});
