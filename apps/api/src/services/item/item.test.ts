import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bob, type Harness, modelData, rollout, saveModel, startHarness, vic } from '../../testing/harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

test('a viewer may look and not touch', async () => {
  await expect(harness.as(vic).item.list({})).resolves.toEqual([]);
  const save = harness.as(vic).item.save({ kind: 'model', data: modelData('a'), baseVersion: 0 });
  await expect(save).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('saving an unchanged item stages nothing, whatever it is', async () => {
  const key = await saveModel(harness, 'a', { api_key: 'sk-secret-one' });
  await rollout(harness);
  const item = await harness.admin.item.get({ kind: 'model', key });
  const again = await harness.admin.item.save({ kind: 'model', key, data: item.data, baseVersion: 0 });
  expect(again.item).toBeNull();
  expect((await harness.admin.change.summary()).count).toBe(0);
});

test('a secret becomes a reference, typing the same text again is no change, another text is a new version', async () => {
  const key = await saveModel(harness, 'a', { api_key: { $newSecret: 'sk-secret-one' } });
  const first = await harness.admin.item.get({ kind: 'model', key });
  const reference = (first.data.litellm_params as { api_key: unknown }).api_key;
  expect(reference).toEqual({ $secret: expect.any(String), version: 1 });
  const save = (text: string, baseVersion: number) =>
    harness.admin.item.save({
      kind: 'model',
      key,
      data: modelData('a', { api_key: { $newSecret: text } }),
      baseVersion,
    });
  const same = await save('sk-secret-one', first.version);
  expect(same.item?.version).toBe(first.version);
  const other = await save('sk-secret-two', first.version);
  expect(other.item?.data).toMatchObject({ litellm_params: { api_key: { version: 2 } } });
});

test('a clear key at a secret place does not reach the database', async () => {
  await saveModel(harness, 'a', { api_key: 'sk-typed-in-clear' });
  const rows = await harness.running.app.db.execute(sql`select item_staged::text as row from regent.item_staged`);
  expect(JSON.stringify([...rows])).not.toContain('sk-typed-in-clear');
});

test('of two people who edit the same version one is told what the other made of it', async () => {
  const key = await saveModel(harness, 'a');
  await rollout(harness);
  await harness.admin.item.save({ kind: 'model', key, data: modelData('by-ann'), baseVersion: 0 });
  const late = harness.as(bob).item.save({ kind: 'model', key, data: modelData('by-bob'), baseVersion: 0 });
  await expect(late).rejects.toMatchObject({
    code: 'CONFLICT',
    cause: {
      code: 'version-conflict',
      data: {
        base: { model_name: 'a' },
        mine: { model_name: 'by-bob' },
        theirs: { model_name: 'by-ann' },
        theirAuthor: 'ann@example.org',
      },
    },
  });
});

test('two edits of the same version at the same moment: exactly one wins', async () => {
  const key = await saveModel(harness, 'a');
  const { version } = await harness.admin.item.get({ kind: 'model', key });
  const edits = await Promise.allSettled(
    ['b', 'c', 'd', 'e'].map((name) =>
      harness.admin.item.save({ kind: 'model', key, data: modelData(name), baseVersion: version }),
    ),
  );
  expect(edits.filter((edit) => edit.status === 'fulfilled')).toHaveLength(1);
});

test('an edit that is discarded and made again is still a conflict for whoever saw the first one', async () => {
  const key = await saveModel(harness, 'a');
  await rollout(harness);
  const first = await harness.admin.item.save({ kind: 'model', key, data: modelData('b'), baseVersion: 0 });
  await harness.admin.change.discard({});
  await harness.admin.item.save({ kind: 'model', key, data: modelData('c'), baseVersion: 0 });
  const stale = harness.admin.item.save({
    kind: 'model',
    key,
    data: modelData('d'),
    baseVersion: first.item?.version ?? 0,
  });
  await expect(stale).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('a form opened before somebody else applied a change is told so when it names its revision', async () => {
  const key = await saveModel(harness, 'a');
  await rollout(harness);
  await harness.admin.item.save({ kind: 'model', key, data: modelData('b'), baseVersion: 0 });
  await rollout(harness);
  const stale = harness.admin.item.save({ kind: 'model', key, data: modelData('c'), baseVersion: 0, baseRevision: 1 });
  await expect(stale).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('passthrough refuses a key that a screen owns, and says which', async () => {
  const save = harness.admin.item.save({
    kind: 'passthrough',
    data: { router_settings: { num_retries: 3 } },
    baseVersion: 0,
  });
  await expect(save).rejects.toMatchObject({ cause: { code: 'owned-key', data: { keys: [{ owner: 'routing' }] } } });
});

test('deleting an item that was never applied leaves nothing behind', async () => {
  const key = await saveModel(harness, 'a');
  const { version } = await harness.admin.item.get({ kind: 'model', key });
  expect(await harness.admin.item.remove({ kind: 'model', key, baseVersion: version })).toBeNull();
  expect((await harness.admin.change.summary()).count).toBe(0);
});

test('renaming the only deployment of a group carries aliases and fallbacks along', async () => {
  const key = await saveModel(harness, 'old');
  await harness.admin.item.save({ kind: 'alias', data: { name: 'short', target: 'old' }, baseVersion: 0 });
  await harness.admin.item.save({
    kind: 'fallback',
    data: { section: 'router_settings', class: 'general', source: 'old', targets: ['short'] },
    baseVersion: 0,
  });
  const users = await harness.admin.item.usedBy({ kind: 'model', key });
  expect(users.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['alias', 'fallback']));
  const { version } = await harness.admin.item.get({ kind: 'model', key });
  await harness.admin.item.rename({ kind: 'model', key, name: 'new', baseVersion: version });
  const [alias] = await harness.admin.item.list({ kind: 'alias' });
  const [fallback] = await harness.admin.item.list({ kind: 'fallback' });
  expect([alias?.data.target, fallback?.data.source]).toEqual(['new', 'new']);
});

test('an item is moved in front of another one', async () => {
  const a = await saveModel(harness, 'a');
  const b = await saveModel(harness, 'b');
  const c = await saveModel(harness, 'c');
  await harness.admin.item.move({ kind: 'model', key: c, before: a });
  const order = (await harness.admin.item.list({ kind: 'model' })).map((item) => item.key);
  expect(order).toEqual([c, a, b]);
});

test('the audit says field by field what was changed, and of a secret only its version', async () => {
  const key = await saveModel(harness, 'a', { api_key: { $newSecret: 'sk-secret-one' } });
  await rollout(harness);
  await harness.admin.item.save({
    kind: 'model',
    key,
    data: modelData('b', { api_key: { $newSecret: 'sk-secret-two' } }),
    baseVersion: 0,
  });
  const { entries } = await harness.admin.audit.list({ limit: 1 });
  expect(entries[0]).toMatchObject({ actor: 'ann@example.org', action: 'item.save', subject: 'model b' });
  expect(JSON.parse(entries[0]?.detail ?? '')).toEqual(
    expect.arrayContaining([
      { field: '/model_name', before: 'a', after: 'b' },
      {
        field: '/litellm_params/api_key',
        before: expect.stringMatching(/version 1 digest [0-9a-f]{16}$/),
        after: expect.stringMatching(/version 2 digest [0-9a-f]{16}$/),
      },
    ]),
  );
});

test('many writers at once wait for each other and all come through', async () => {
  const saves = Array.from({ length: 40 }, (_, index) =>
    index % 4 === 0
      ? harness.admin.import.stage({
          text: `model_list: [{model_name: i${index}, litellm_params: {model: openai/x, api_key: sk-${index}-abcdef}}]`,
        })
      : saveModel(harness, `m${index}`, { api_key: { $newSecret: `sk-${index}-secret` } }),
  );
  await Promise.all(saves);
  expect((await harness.admin.change.summary()).count).toBe(40);
});

test('every change is in the audit chain, and the chain holds', async () => {
  await saveModel(harness, 'a');
  await rollout(harness);
  const { entries } = await harness.admin.audit.list({ limit: 50 });
  expect(entries.map((entry) => entry.action)).toEqual(
    expect.arrayContaining(['item.save', 'change.rollout', 'change.commit', 'change.outcome']),
  );
  expect(await harness.admin.audit.verify()).toMatchObject({ ok: true });
});

test('a new deployment keeps the id that it was given, and no second one gets it', async () => {
  const data = { ...modelData('a'), model_info: { id: 'mine', mode: 'chat' } };
  const { item } = await harness.admin.item.save({ kind: 'model', data, baseVersion: 0 });
  expect(item).toMatchObject({ key: 'mine', data: { model_info: { mode: 'chat' } } });
  expect(item?.data.model_info).not.toHaveProperty('id');
  const second = harness.admin.item.save({ kind: 'model', data, baseVersion: 0 });
  await expect(second).rejects.toMatchObject({ cause: { code: 'name-taken' } });
  const key = await saveModel(harness, 'b');
  const changed = { ...modelData('b'), model_info: { id: 'other' } };
  const other = harness.admin.item.save({ kind: 'model', key, data: changed, baseVersion: 1 });
  await expect(other).rejects.toMatchObject({ cause: { code: 'bad-input' } });
});

test('a reference to a variable that the engine does not have is found where the environment is known', async () => {
  const codes = async () => {
    const { diagnostics } = await harness.admin.item.save({
      kind: 'model',
      data: modelData('a', { api_key: 'os.environ/NOT_THERE', api_base: 'os.environ/THERE' }),
      baseVersion: 0,
    });
    return diagnostics.map(({ code, item }) => `${code} ${item?.pointer}`);
  };
  harness.servant.script.ownEnvironment = { names: ['THERE'], stage: null };
  expect(await codes()).toContain('env-missing /litellm_params/api_key');
  expect(await codes()).not.toContain('env-missing /litellm_params/api_base');
});

test('a draft without what it needs is told at its field, and the engine is not asked', async () => {
  const nameless = { server: { url: 'http://127.0.0.1:9/mcp' } };
  const check = await harness.admin.item.check({ kind: 'mcp_server', data: nameless });
  expect(check.diagnostics).toContainEqual(
    expect.objectContaining({ message: 'This is needed.', item: expect.objectContaining({ pointer: '/name' }) }),
  );
  expect(check.engine.verdict).toBe('not-checked');
  const save = harness.admin.item.save({ kind: 'mcp_server', data: nameless, baseVersion: 0 });
  await expect(save).rejects.toMatchObject({ cause: { code: 'bad-input', detail: 'name: This is needed.' } });
});
