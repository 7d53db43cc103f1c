import { applySteps } from '@regent/core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Harness, modelData, rollout, saveModel, startHarness } from '../../testing/harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

test('an Apply goes live, and file, engine and database agree', async () => {
  const key = await saveModel(harness, 'a', { api_key: 'sk-secret-value' });
  const run = await rollout(harness);
  expect(run).toMatchObject({ outcome: 'live', revision: 1, error: null });
  expect(run.steps.map((step) => step.state)).toEqual(applySteps.slice(0, -1).map(() => 'done'));
  const serving = harness.servant.serving();
  expect(serving?.deploymentIds).toEqual([key]);
  expect(serving?.text).toContain('sk-secret-value');
  const { revisions } = await harness.admin.revision.list({ limit: 10 });
  expect(revisions[0]).toMatchObject({ number: 1, outcome: 'live', live: true, models: 1, changes: 1 });
  expect((await harness.admin.change.summary()).count).toBe(0);
});

test('a run ends with a sentence that claims only what was seen, and shows what the engine said meanwhile', async () => {
  await saveModel(harness, 'a', { api_key: 'sk-secret-value' });
  harness.servant.say('a line from before');
  const { reload } = harness.servant.driver;
  const slow = vi.spyOn(harness.servant.driver, 'reload').mockImplementation(async (options) => {
    await vi.waitFor(async () => {
      harness.servant.say('loading with sk-secret-value');
      expect((await harness.admin.change.lastRun())?.log).toContain('loading with ***');
    }, 10_000);
    return reload(options);
  });
  const run = await rollout(harness);
  slow.mockRestore();
  expect(run.sentence).toMatch(/^Revision 1 is live on 1 replica: 1 model, [\d.]+ m?s\.$/);
  expect(run.steps.find(({ step }) => step === 'verify')?.text).toBe('it serves 1 deployment of this revision');
  expect(new Set(run.log)).toEqual(new Set(['loading with ***', 'serving revision 1']));
});

test('an Apply of nothing writes nothing and restarts nothing', async () => {
  const before = await harness.servant.driver.readArtifact();
  expect(await rollout(harness)).toMatchObject({ outcome: 'nothing-to-do', revision: null });
  expect(await harness.servant.driver.readArtifact()).toEqual(before);
  expect(harness.servant.serving()).toBeNull();
});

test('a plan is stale when anything changed since it was reviewed', async () => {
  await saveModel(harness, 'a');
  const { plan } = await harness.admin.change.review();
  await saveModel(harness, 'b');
  const stale = harness.admin.change.rollout({ plan, reason: '' });
  await expect(stale).rejects.toMatchObject({ cause: { code: 'plan-stale' } });
});

test('our own errors are never written, even when somebody insists', async () => {
  await harness.admin.item.save({ kind: 'alias', data: { name: 'a', target: 'b' }, baseVersion: 0 });
  await harness.admin.item.save({ kind: 'alias', data: { name: 'b', target: 'a' }, baseVersion: 0 });
  const before = await harness.servant.driver.readArtifact();
  const run = await rollout(harness, { insist: true });
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'config-invalid' }, revision: null });
  expect(run.diagnostics.length).toBeGreaterThan(0);
  expect(await harness.servant.driver.readArtifact()).toEqual(before);
  expect((await harness.admin.change.summary()).count).toBe(2);
});

test('what the engine refuses is not written unless a person insists, and then the revision says so', async () => {
  await saveModel(harness, 'a', { api_key: 'sk-secret-value' });
  harness.servant.script.refuse = 'no such provider, key sk-secret-value';
  const refused = await rollout(harness);
  expect(refused).toMatchObject({ outcome: 'failed', error: { code: 'engine-refused' }, revision: null });
  expect(JSON.stringify(refused)).not.toContain('sk-secret-value');
  const insisted = await rollout(harness, { insist: true });
  expect(insisted).toMatchObject({ outcome: 'unhealthy', revision: 1 });
  const { revisions } = await harness.admin.revision.list({ limit: 1 });
  expect(revisions[0]).toMatchObject({ insisted: true, outcome: 'unhealthy', live: false });
});

test('a deployment that the engine would drop is named and stops the Apply', async () => {
  const key = await saveModel(harness, 'a');
  harness.servant.script.drop = [key];
  const run = await rollout(harness);
  expect(run.outcome).toBe('failed');
  expect(run.sentence).toContain('would drop a.');
});

test('an engine that is late or away leaves a committed revision that is reported as unhealthy', async () => {
  await harness.admin.setting.save({ readyTimeoutMs: 1_000 });
  await saveModel(harness, 'a');
  harness.servant.script.away = true;
  const away = await rollout(harness);
  expect(away).toMatchObject({ outcome: 'unhealthy', revision: 1 });
  harness.servant.script.away = false;
  harness.servant.script.late = true;
  await saveModel(harness, 'b');
  expect(await rollout(harness)).toMatchObject({ outcome: 'unhealthy', revision: 2 });
});

test('a full disk changes nothing and everything stays staged', async () => {
  await saveModel(harness, 'a');
  const before = await harness.servant.driver.readArtifact();
  harness.servant.script.failWrites = 'ENOSPC';
  expect(await rollout(harness)).toMatchObject({ outcome: 'failed', error: { code: 'write-failed' }, revision: null });
  expect(await harness.servant.driver.readArtifact()).toEqual(before);
  expect((await harness.admin.change.summary()).count).toBe(1);
});

test('removing most models wants their number typed', async () => {
  const keys: string[] = [];
  for (const name of ['a', 'b', 'c', 'd']) keys.push(await saveModel(harness, name));
  await rollout(harness);
  for (const key of keys.slice(1)) await harness.admin.item.remove({ kind: 'model', key, baseVersion: 0 });
  await expect(rollout(harness)).rejects.toMatchObject({ cause: { code: 'shrink-guard' } });
  await expect(rollout(harness, { confirmModels: 3 })).rejects.toMatchObject({ cause: { code: 'shrink-guard' } });
  expect(await rollout(harness, { confirmModels: 1 })).toMatchObject({ outcome: 'live' });
});

test('a file that was edited by hand stops an Apply, is shown as drift, and can be restored or adopted', async () => {
  const key = await saveModel(harness, 'a');
  await rollout(harness);
  const applied = harness.servant.serving()?.text ?? '';
  harness.servant.editByHand(applied.replaceAll('model_name: a', 'model_name: by-hand'));
  expect((await harness.admin.servant.status()).drift).toMatchObject({ type: 'file' });
  await saveModel(harness, 'b');
  await expect(rollout(harness)).rejects.toMatchObject({ cause: { code: 'file-changed' } });
  await harness.admin.servant.acceptDrift({ action: 'restore' });
  expect((await harness.admin.servant.status()).drift).toBeNull();
  await harness.admin.change.discard({});
  harness.servant.editByHand(applied.replaceAll('model_name: a', 'model_name: by-hand'));
  await harness.admin.servant.acceptDrift({ action: 'adopt' });
  expect(await harness.admin.item.get({ kind: 'model', key })).toMatchObject({ name: 'by-hand', flag: 'changed' });
  expect(await rollout(harness)).toMatchObject({ outcome: 'live' });
});

test('an edit that is made while an Apply is under way stays staged on top of it', async () => {
  const own = await startHarness({
    onStep: async (name) => {
      if (name === 'before-commit') await edit();
    },
  });
  try {
    const key = await saveModel(own, 'a');
    const edit2 = async () => {
      const { version } = await own.admin.item.get({ kind: 'model', key });
      await own.admin.item.save({ kind: 'model', key, data: modelData('newer'), baseVersion: version });
    };
    edit = edit2;
    expect(await rollout(own)).toMatchObject({ outcome: 'live' });
    const item = await own.admin.item.get({ kind: 'model', key });
    expect(item).toMatchObject({ flag: 'changed', applied: { model_name: 'a' }, staged: { model_name: 'newer' } });
  } finally {
    await own.close();
  }
});
let edit = async () => {};

test('an old revision is staged as a reviewable change and restored in one step', async () => {
  await saveModel(harness, 'a');
  await rollout(harness);
  await saveModel(harness, 'b');
  await rollout(harness);
  expect(await harness.admin.revision.compare({ from: 1, to: 2 })).toMatchObject({
    changes: [{ name: 'b', flag: 'new' }],
  });
  expect(await harness.admin.revision.stage({ number: 1 })).toEqual({ staged: 1 });
  await harness.admin.change.discard({});
  const run = await harness.admin.revision.restore({ number: 1, reason: 'b was wrong' });
  await harness.running.app.runner.idle();
  expect(await harness.admin.change.run({ id: run.id })).toMatchObject({ outcome: 'live', revision: 3 });
  expect(harness.servant.serving()?.deploymentIds).toHaveLength(1);
  const { revisions } = await harness.admin.revision.list({ limit: 10 });
  expect(revisions.filter((one) => one.live).map((one) => one.number)).toEqual([3]);
  expect((await harness.admin.servant.status()).replicas[0]?.revision).toBe(3);
});

const stops = applySteps.slice(1, -1).flatMap((step) => [`before-${step}`, `begun-${step}`, `after-${step}`]);
test.each(stops)(
  'a process killed %s is finished or closed by the next one, and file and database agree',
  async (stop) => {
    let armed = true;
    const dying = await startHarness({
      onStep: async (name) => {
        if (armed && name === stop) throw new Error('killed');
      },
    });
    let next = dying;
    try {
      await saveModel(dying, 'a');
      await rollout(dying);
      expect((await dying.admin.change.lastRun())?.endedAt).toBeNull();
      armed = false;
      next = await dying.restart();
      await next.running.app.runner.idle();
      const run = await next.admin.change.lastRun();
      expect(run?.endedAt).not.toBeNull();
      const committed =
        applySteps.indexOf(stop.slice(stop.indexOf('-') + 1) as 'plan') >= applySteps.indexOf('commit') ||
        stop === 'after-write';
      expect(run?.outcome).toBe(committed ? 'live' : 'failed');
      expect((await next.admin.change.summary()).count).toBe(committed ? 0 : 1);
      const { revisions } = await next.admin.revision.list({ limit: 1 });
      expect(revisions[0]?.number).toBe(committed ? 1 : 0);
      expect((await next.admin.servant.status()).drift).toBeNull();
      const after = await rollout(next);
      expect(after.outcome).toBe(committed ? 'nothing-to-do' : 'live');
    } finally {
      await next.close();
    }
  },
);
