import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, modelData, rollout, saveModel, startHarness } from './testing/harness.ts';

const canary = 'sk-canary-"quoted"-4711';
let harness: Harness;
let key: string;

beforeAll(async () => {
  harness = await startHarness();
  key = await saveModel(harness, 'a', { api_key: { $newSecret: canary } });
  await harness.admin.item.save({
    kind: 'env_var',
    data: { name: 'PROVIDER_TOKEN', value: { $newSecret: canary }, target: 'process' },
    baseVersion: 0,
  });
  await rollout(harness);
  harness.servant.say(`upstream said: bad key ${canary}`, 'error');
  harness.servant.say(`body: ${JSON.stringify({ api_key: canary })}`, 'error');
  await saveModel(harness, 'b', { api_key: { $newSecret: canary } });
});
afterAll(() => harness?.close());

test('the engine got the secret in file and environment', () => {
  const serving = harness.servant.serving();
  expect(serving?.environment).toEqual({ PROVIDER_TOKEN: canary });
  expect(serving?.text).toContain('sk-canary-');
});

test('no answer of any query holds a secret', async () => {
  const { admin } = harness;
  const answers: Record<string, unknown> = {
    list: await admin.item.list({}),
    get: await admin.item.get({ kind: 'model', key }),
    usedBy: await admin.item.usedBy({ kind: 'model', key }),
    summary: await admin.change.summary(),
    review: await admin.change.review(),
    lastRun: await admin.change.lastRun(),
    revisions: await admin.revision.list({ limit: 10 }),
    revision: await admin.revision.get({ number: 1 }),
    compare: await admin.revision.compare({ from: 0, to: 1 }),
    rendered: await admin.rendered.get({}),
    download: await admin.rendered.download({ redacted: true }),
    groups: await admin.model.groups(),
    health: await admin.model.health(),
    status: await admin.servant.status(),
    logs: await admin.servant.logs({ tail: 100 }),
    dashboard: await admin.dashboard.get(),
    audit: await admin.audit.list({ limit: 100 }),
    tokens: await admin.token.list(),
    settings: await admin.setting.get(),
  };
  const leaking = Object.entries(answers).filter(([, answer]) => /sk-canary-|4711/.test(JSON.stringify(answer)));
  expect(leaking.map(([name]) => name)).toEqual([]);
});

test('a secret that was replaced is still hidden in old log lines', async () => {
  harness.servant.say('old key sk-first-version refused', 'error');
  const old = await saveModel(harness, 'c', { api_key: { $newSecret: 'sk-first-version' } });
  const { version } = await harness.admin.item.get({ kind: 'model', key: old });
  const data = modelData('c', { api_key: { $newSecret: 'sk-second-version' } });
  await harness.admin.item.save({ kind: 'model', key: old, data, baseVersion: version });
  expect(JSON.stringify(await harness.admin.servant.logs({ tail: 10 }))).not.toContain('sk-first-version');
});

test('no error gives back the secret that came with the request', async () => {
  const data = modelData('x', { api_key: { $newSecret: canary } });
  const { version } = await harness.admin.item.get({ kind: 'model', key });
  const conflict = await harness.admin.item
    .save({ kind: 'model', key, data, baseVersion: version + 99 })
    .catch((error) => error);
  expect(JSON.stringify(conflict.cause.data)).not.toContain('4711');
  const check = await harness.admin.item.check({ kind: 'model', data });
  expect(JSON.stringify(check)).not.toContain('4711');
  const tested = await harness.admin.model.test({ data });
  expect(JSON.stringify(tested)).not.toContain('4711');
});

test('no row of the database holds a secret', async () => {
  const tables = await harness.running.app.db.execute(
    sql`select table_name as name from information_schema.tables where table_schema = 'regent'`,
  );
  const leaking: string[] = [];
  for (const table of tables) {
    const name = String(table.name);
    const rows = await harness.running.app.db.execute(sql`select t::text as row from ${sql.raw(`regent."${name}"`)} t`);
    if (JSON.stringify([...rows]).includes('sk-canary-')) leaking.push(name);
  }
  expect(leaking).toEqual([]);
});
