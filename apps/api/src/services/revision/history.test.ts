import { connect } from '@regent/db';
import { createTestDatabase } from '@regent/db/testing';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bob, type Harness, modelData, rollout, saveModel, startHarness } from '../../testing/harness.ts';
import { toView } from './bisect.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

async function edit(key: string, more: Record<string, number>): Promise<void> {
  const { version } = await harness.admin.item.get({ kind: 'model', key });
  await harness.admin.item.save({ kind: 'model', key, data: modelData('a', more), baseVersion: version });
}

test('notes and tags are kept with a revision, audited, and change nothing else of it', async () => {
  await saveModel(harness, 'a');
  await rollout(harness);
  await harness.admin.revision.annotate({ number: 1, note: 'before the fair', tags: ['stable', 'stable'] });
  const noted = await harness.admin.revision.annotate({ number: 1, tags: ['stable', 'fair'] });
  expect(noted).toMatchObject({ number: 1, outcome: 'live', note: 'before the fair', tags: ['stable', 'fair'] });
  const audit = JSON.stringify(await harness.admin.audit.list({ limit: 10 }));
  expect(audit).toContain('before the fair');
});

test('before going back it is said what goes, whose edits are replaced, and what cannot come back', async () => {
  const key = await saveModel(harness, 'a', { api_key: 'sk-old-secret' });
  await rollout(harness);
  await saveModel(harness, 'b');
  await rollout(harness);
  await harness.as(bob).item.save({ kind: 'alias', data: { name: 'x', target: 'b' }, baseVersion: 0 });
  const check = await harness.admin.revision.checkRestore({ number: 1 });
  expect(check).toMatchObject({
    leftOut: [],
    removed: [{ name: 'x' }, { name: 'b' }],
    replaced: { count: 1, people: ['bob@example.org'] },
  });
  await harness.running.app.db.execute(sql`delete from regent.secret_version`);
  const purged = await harness.admin.revision.checkRestore({ number: 1 });
  expect(purged.leftOut).toMatchObject([{ kind: 'model', key, why: expect.stringContaining('vault') }]);
});

test('a search between a good and a bad revision ends at the first bad one', async () => {
  const key = await saveModel(harness, 'a');
  await rollout(harness);
  for (const rpm of [1, 2, 3]) {
    await edit(key, { rpm });
    await rollout(harness);
  }
  const first = await harness.admin.revision.startBisect({ good: 1, bad: 4 });
  expect(first).toMatchObject({ next: 3, left: 2 });
  const second = await harness.admin.revision.judgeBisect({ number: 3, good: false });
  expect(second).toMatchObject({ next: 2, left: 1 });
  expect(await harness.admin.revision.judgeBisect({ number: 2, good: true })).toMatchObject({ next: null, culprit: 3 });
  await harness.admin.revision.stopBisect();
  expect(await harness.admin.revision.bisect()).toBeNull();
});

/** Every place of the first bad one among up to 40 revisions. */
const searches = Array.from({ length: 40 }, (_, size) => size + 1).flatMap((size) =>
  Array.from({ length: size }, (_, at) => ({ size, culprit: 11 + at })),
);

test('halving always finds the first bad revision, in no more questions than halving needs', () => {
  for (const { size, culprit } of searches) {
    const between = Array.from({ length: size - 1 }, (_, index) => 11 + index);
    const judged: { number: number; good: boolean }[] = [];
    const look = () => toView({ good: 10, bad: 10 + size, judged, startedBy: 'ann' }, between);
    let view = look();
    for (; view.next !== null; view = look()) judged.push({ number: view.next, good: view.next < culprit });
    expect(view.culprit).toBe(culprit);
    expect(judged.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
  }
});

test('requests, errors, latency and cost are told by the revision that served when they began', async () => {
  const spend = await createTestDatabase();
  const counted = await startHarness({ spendDatabaseUrl: spend.url });
  const rows = connect(spend.url);
  try {
    await rows.db.execute(
      sql`create table "LiteLLM_SpendLogs" ("startTime" timestamp, "endTime" timestamp, status text, spend float8)`,
    );
    await saveModel(counted, 'a');
    await rollout(counted);
    await rows.db.execute(sql`insert into "LiteLLM_SpendLogs"
      select at, at + interval '100 ms', status, 0.5 from (values
        ((now() at time zone 'utc') + interval '0 ms', 'success'), ((now() at time zone 'utc'), 'failure'),
        ((now() at time zone 'utc') - interval '1 hour', 'success')) as v(at, status)`);
    expect(await counted.admin.revision.traffic({ limit: 10 })).toMatchObject({
      state: 'known',
      found: [{ number: 1, requests: 2, errors: 1, p50Ms: 100, spend: 1 }],
    });
  } finally {
    await rows.close();
    await counted.close();
    await spend.close();
  }
});
