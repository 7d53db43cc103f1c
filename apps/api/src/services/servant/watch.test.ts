import { connect } from '@regent/db';
import { createTestDatabase } from '@regent/db/testing';
import { createMemoryServant } from '@regent/servant/testing';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { rollout, saveModel, startHarness } from '../../testing/harness.ts';

/** What LiteLLM itself notes in its tables while nobody configures anything there. */
async function ordinaryRows(url: string): Promise<void> {
  const { db, close } = connect(url);
  await db.execute(sql`create table "LiteLLM_ProxyModelTable" (model_id text)`);
  await db.execute(sql`create table "LiteLLM_CredentialsTable" (credential_name text)`);
  await db.execute(sql`create table "LiteLLM_Config" (param_name text primary key)`);
  await db.execute(sql`insert into "LiteLLM_Config" values
    ('anthropic_beta_headers_reload_config'), ('model_cost_map_reload_config'), ('cloudzero_settings')`);
  await close();
}

test('an hour of looks at an untouched gateway raises no alarm, whatever LiteLLM notes for itself', async () => {
  const spend = await createTestDatabase();
  await ordinaryRows(spend.url);
  let now = new Date('2026-03-01T00:00:00Z');
  const harness = await startHarness({ spendDatabaseUrl: spend.url, clock: () => now });
  try {
    await saveModel(harness, 'a');
    expect(await rollout(harness)).toMatchObject({ outcome: 'live' });
    for (let looks = 0; looks < 80; looks++) {
      now = new Date(now.getTime() + 45_000);
      expect(await harness.running.app.watch.look()).toMatchObject({ drift: null, ignored: null });
    }
  } finally {
    await harness.close();
    await spend.close();
  }
});

test('a look that an Apply overtakes is no alarm', async () => {
  const { driver } = createMemoryServant({ now: () => new Date() });
  const { promise: applied, resolve: letGo } = Promise.withResolvers<void>();
  let hold = false;
  const harness = await startHarness({
    servant: {
      ...driver,
      observe: async () => {
        const seen = await driver.observe();
        const held = hold;
        hold = false;
        if (held) await applied;
        return seen;
      },
    },
  });
  try {
    await saveModel(harness, 'a');
    await rollout(harness);
    await saveModel(harness, 'b');
    hold = true;
    const looking = harness.running.app.watch.look();
    while (hold) await new Promise(setImmediate);
    expect(await rollout(harness)).toMatchObject({ outcome: 'live', revision: 2 });
    letGo();
    expect((await looking).drift).toBeNull();
  } finally {
    await harness.close();
  }
});

test('an engine that hung while a revision was committed is asked once more when it answers, and the revision is live', async () => {
  const harness = await startHarness();
  const { admin, servant, running } = harness;
  const newest = async () => (await admin.revision.list({})).revisions[0];
  try {
    await saveModel(harness, 'a');
    await rollout(harness);
    await saveModel(harness, 'b');
    servant.script.late = true;
    expect(await rollout(harness)).toMatchObject({ outcome: 'unhealthy', revision: 2 });
    servant.script.late = false;
    await running.app.watch.lookAndTell();
    expect(await newest()).toMatchObject({ number: 2, outcome: 'live', live: true });
    expect(await admin.change.lastRun()).toMatchObject({
      outcome: 'live',
      sentence: 'Revision 2 is live since the engine answers again.',
    });
    expect(await running.app.watch.look()).toMatchObject({ drift: null });
  } finally {
    await harness.close();
  }
});

test('what the engine refuses is asked for once more and no oftener, and the old one serves on', async () => {
  const harness = await startHarness();
  const { servant, running } = harness;
  const { driver } = servant;
  let reloads = 0;
  const counting = await harness.restart({
    servant: { ...driver, reload: (options) => (reloads++, driver.reload(options)) },
  });
  try {
    await saveModel(counting, 'a');
    await rollout(counting);
    const served = servant.serving()?.hash;
    await saveModel(counting, 'b');
    servant.script.refuse = 'no';
    expect(await rollout(counting, { insist: true })).toMatchObject({ outcome: 'unhealthy' });
    reloads = 0;
    for (let looks = 0; looks < 5; looks++) await counting.running.app.watch.lookAndTell();
    expect(reloads).toBe(1);
    expect(servant.serving()?.hash).toBe(served);
    expect(running.app.watch.findings()).toEqual([]);
  } finally {
    await counting.close();
  }
});
