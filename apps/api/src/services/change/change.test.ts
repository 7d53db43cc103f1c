import type { Actor } from '@regent/core';
import { connect } from '@regent/db';
import { createTestDatabase } from '@regent/db/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bob, type Harness, modelData, rollout, saveModel, startHarness } from '../../testing/harness.ts';

let harness: Harness;
let now = new Date('2026-03-04T12:00:00Z'); // a Wednesday
const clock = () => now;

beforeEach(async () => {
  now = new Date('2026-03-04T12:00:00Z');
  harness = await startHarness({ clock });
});
afterEach(() => harness.close());

const ruth: Actor = { type: 'account', id: 'ruth', email: 'ruth@example.org', role: 'proxy_admin' };

async function rolloutAs(actor: Actor, wish: { override?: string } = {}): Promise<unknown> {
  const caller = harness.as(actor);
  const { plan } = await caller.change.review();
  const run = await caller.change.rollout({ plan, reason: '', ...wish });
  await harness.running.app.runner.idle();
  return caller.change.run({ id: run.id });
}

test('a choice is applied alone; what is left stays staged, and the revision says that it was a choice', async () => {
  const first = await saveModel(harness, 'a');
  await saveModel(harness, 'b');
  const items = [{ kind: 'model' as const, key: first }];
  const review = await harness.admin.change.review({ items });
  expect(review).toMatchObject({ changes: [{ key: first }], left: [{ name: 'b' }], models: { after: 1 } });
  expect(review.plan).not.toBe((await harness.admin.change.review()).plan);
  await harness.admin.change.rollout({ plan: review.plan, items, reason: '' });
  await harness.running.app.runner.idle();
  expect(harness.servant.serving()?.deploymentIds).toEqual([first]);
  expect((await harness.admin.change.summary()).count).toBe(1);
  expect((await harness.admin.revision.list({ limit: 1 })).revisions[0]).toMatchObject({ selected: true, changes: 1 });
});

test('a choice that would leave a name dangling is told so before it is applied', async () => {
  await saveModel(harness, 'a');
  const { item } = await harness.admin.item.save({
    kind: 'alias',
    data: { name: 'short', target: 'a' },
    baseVersion: 0,
  });
  const whole = await harness.admin.change.review();
  const alone = await harness.admin.change.review({ items: [{ kind: 'alias', key: item?.key ?? '' }] });
  const about = (review: typeof whole) => review.diagnostics.filter((one) => one.message.includes('a'));
  expect(about(alone).length).toBeGreaterThan(about(whole).length);
});

test('what no reload brings is told with the command to type, and what the Servant lacks with it', async () => {
  const recreation = { container: 'gateway', names: ['WANTED'], command: 'docker compose up -d litellm' };
  harness.servant.script.recreation = recreation;
  harness.servant.script.findings = ['Redis at cache:6379 did not answer.'];
  await saveModel(harness, 'a');
  expect(await harness.admin.change.review()).toMatchObject({ reload: 'generation', recreation: null });
  const data = { name: 'WANTED', value: 'x', target: 'process' };
  await harness.admin.item.save({ kind: 'env_var', data, baseVersion: 0 });
  await harness.admin.servant.status();
  expect(await harness.admin.change.review()).toMatchObject({
    ...{ reload: 'recreate', recreation },
    servantFindings: ['Redis at cache:6379 did not answer.'],
  });
});

test('one drops what one has staged oneself, and nothing of others', async () => {
  await saveModel(harness, 'mine');
  await harness.as(bob).item.save({ kind: 'alias', data: { name: 'his', target: 'mine' }, baseVersion: 0 });
  expect(await harness.admin.change.discard({ mine: true })).toEqual({ discarded: 1 });
  expect((await harness.admin.change.summary()).people).toEqual(['bob@example.org']);
});

test('where approval is needed, neither an author nor nobody can let it pass, and the next edit ends an approval', async () => {
  await harness.admin.setting.save({ approvalNeeded: true });
  await saveModel(harness, 'a');
  const { plan, gate } = await harness.admin.change.review();
  expect(gate.approval).toMatchObject({ by: [], authors: ['ann@example.org'], mayApprove: false });
  await expect(rollout(harness)).rejects.toMatchObject({ cause: { code: 'approval-needed' } });
  await expect(harness.admin.change.approve({ plan })).rejects.toMatchObject({ cause: { code: 'forbidden' } });
  await harness.as(bob).change.approve({ plan });
  // Bob may not apply on his own word: he needs a third one.
  await expect(rolloutAs(bob)).rejects.toMatchObject({ cause: { code: 'approval-needed' } });
  await saveModel(harness, 'b');
  await expect(rollout(harness)).rejects.toMatchObject({ cause: { code: 'approval-needed' } });
  await harness.as(bob).change.approve({ plan: (await harness.admin.change.review()).plan });
  expect(await rollout(harness)).toMatchObject({ outcome: 'live' });
  expect((await harness.admin.revision.list({ limit: 1 })).revisions[0]).toMatchObject({
    approvedBy: 'bob@example.org',
    overrideReason: null,
  });
});

test('nobody approves what their own token has staged, revoked or not', async () => {
  await harness.admin.setting.save({ approvalNeeded: true });
  const { view } = await harness.as(bob).token.create({ name: 'ci', role: 'proxy_admin' });
  const ci: Actor = { type: 'token', id: view.id, name: 'ci', role: 'proxy_admin' };
  await harness.as(ci).item.save({ kind: 'model', data: modelData('a'), baseVersion: 0 });
  await harness.as(bob).token.revoke({ id: view.id });
  const { plan } = await harness.admin.change.review();
  await expect(harness.as(bob).change.approve({ plan })).rejects.toMatchObject({ cause: { code: 'forbidden' } });
  await expect(harness.as(ci).change.approve({ plan })).rejects.toMatchObject({ cause: { code: 'forbidden' } });
  await harness.admin.change.approve({ plan });
  await expect(rollout(harness)).rejects.toMatchObject({ cause: { code: 'approval-needed' } });
  expect(await rolloutAs(ruth)).toMatchObject({ outcome: 'live' });
});

test('an emergency passes with a reason, which audit and history keep', async () => {
  await harness.admin.setting.save({ approvalNeeded: true });
  await saveModel(harness, 'a');
  await rolloutAs(ruth, { override: 'the provider is down' });
  const [head] = (await harness.admin.revision.list({ limit: 1 })).revisions;
  expect(head).toMatchObject({ outcome: 'live', overrideReason: 'the provider is down', approvedBy: null });
  const audit = JSON.stringify(await harness.admin.audit.list({ limit: 20 }));
  expect(audit).toContain('change.override');
});

test('a weekly freeze holds on the wall clock of its zone and over midnight, and says who set it and until when', async () => {
  await harness.admin.setting.save({
    timeZone: 'Europe/Berlin',
    freezes: [{ repeats: 'weekly', name: 'nights', days: [3], from: '22:00', to: '06:00', setBy: '' }],
  });
  await saveModel(harness, 'a');
  now = new Date('2026-03-04T20:59:00Z'); // 21:59 in Berlin
  expect((await harness.admin.change.review()).gate.freeze).toBeNull();
  now = new Date('2026-03-05T03:00:00Z'); // Thursday 04:00
  expect((await harness.admin.change.review()).gate.freeze).toEqual({
    name: 'nights',
    setBy: 'ann@example.org',
    until: '2026-03-05T05:00:00.000Z',
  });
  await expect(rollout(harness)).rejects.toMatchObject({ cause: { code: 'changes-frozen' } });
  now = new Date('2026-03-05T05:00:00Z');
  expect(await rollout(harness)).toMatchObject({ outcome: 'live' });
});

test('a freeze for once ends at its end', async () => {
  const freeze = { repeats: 'once' as const, name: 'fair', setBy: '', from: '2026-03-04T00:00:00Z' };
  await harness.admin.setting.save({ freezes: [{ ...freeze, to: '2026-03-04T13:00:00Z' }] });
  await saveModel(harness, 'a');
  await expect(rollout(harness)).rejects.toMatchObject({ cause: { code: 'changes-frozen' } });
  now = new Date('2026-03-04T13:00:00Z');
  expect(await rollout(harness)).toMatchObject({ outcome: 'live' });
});

test('a drift that is ignored is back after its date, and at once when something else differs', async () => {
  await saveModel(harness, 'a');
  await rollout(harness);
  const drift = async () => (await harness.admin.servant.status()).drift;
  harness.servant.editByHand('model_list: []\n');
  expect(await drift()).toMatchObject({ type: 'file' });
  const until = '2026-03-10T00:00:00Z';
  await harness.admin.servant.acceptDrift({ action: 'ignore', until, reason: 'trial of the vendor' });
  expect(await harness.admin.servant.status()).toMatchObject({
    drift: null,
    ignoredDrift: { by: 'ann@example.org', reason: 'trial of the vendor' },
  });
  now = new Date('2026-03-10T00:00:01Z');
  expect(await drift()).toMatchObject({ type: 'file' });
  now = new Date('2026-03-05T00:00:00Z');
  harness.servant.editByHand('model_list: []\nlitellm_settings: {}\n');
  expect(await drift()).toMatchObject({ type: 'file' });
});

test('configuration that LiteLLM stored in its database is drift, which is adopted or ignored, never restored by SQL', async () => {
  const spend = await createTestDatabase();
  const rows = connect(spend.url);
  await rows.db.execute(sql`create table "LiteLLM_ProxyModelTable" (model_id text, model_name text)`);
  await rows.close();
  const second = await startHarness({ spendDatabaseUrl: spend.url });
  try {
    await saveModel(second, 'a');
    await rollout(second);
    expect((await second.admin.servant.status()).drift).toBeNull();
    const more = connect(spend.url);
    await more.db.execute(sql`insert into "LiteLLM_ProxyModelTable" values ('1', 'shadow')`);
    await more.close();
    expect((await second.admin.servant.status()).drift).toMatchObject({
      type: 'database',
      text: expect.stringContaining('1 model'),
    });
    await expect(second.admin.servant.acceptDrift({ action: 'restore' })).rejects.toMatchObject({
      cause: { code: 'bad-input' },
    });
  } finally {
    await second.close();
    await spend.close();
  }
});
