import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '@regent/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appRouter } from '../routers/index.ts';
import { type Harness, modelData, rollout, saveModel, startHarness } from '../testing/harness.ts';

/** Ways to lose work in a form, or to be shown what is not so. */
let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

// tRPC keeps the flat table of procedures at run time, which its types do not say.
const table = appRouter._def.procedures as unknown as Record<string, { _def: { type: string } }>;

const get = (key: string) => harness.admin.item.get({ kind: 'model', key });

test('on an installation where nothing was ever done every question has an answer', async () => {
  const asked: string[] = [];
  for (const [path, procedure] of Object.entries(table)) {
    if (procedure._def.type !== 'query') continue;
    // Every tRPC caller is a tree of functions by the dotted path.
    const ask = path.split('.').reduce((at: unknown, part) => Reflect.get(Object(at), part), harness.admin);
    const failure = await (ask as (input: unknown) => Promise<unknown>)({}).then(
      () => null,
      (error: { code: string; cause?: { code?: string } }) => error,
    );
    if (failure?.code === 'BAD_REQUEST') continue; // a question about something, which is not there yet
    asked.push(path);
    // Without a gateway there are no keys to be told: that is the answer, and no crash.
    const expected = path === 'key.list' ? 'engine-unreachable' : undefined;
    expect(failure?.cause?.code, path).toBe(expected);
  }
  expect(asked.length).toBeGreaterThan(25);
});

test('an edit that is refused leaves what was staged before as it was', async () => {
  const key = await saveModel(harness, 'a', { rpm: 5 });
  const before = await get(key);
  for (const data of [
    { model_name: 'b' },
    { model_name: '', litellm_params: {} },
    { litellm_params: 'text' },
  ] as const) {
    const save = harness.admin.item.save({ kind: 'model', key, data, baseVersion: before.version });
    await expect(save).rejects.toMatchObject({ cause: { code: 'bad-input' } });
  }
  expect(await get(key)).toEqual(before);
});

test('of several edits in one step all are staged or none', async () => {
  const key = await saveModel(harness, 'a');
  const edits = [
    { kind: 'model' as const, data: modelData('b'), baseVersion: 0 },
    { kind: 'model' as const, key, data: modelData('late'), baseVersion: 99 },
  ];
  await expect(harness.admin.item.saveMany({ items: edits })).rejects.toMatchObject({ code: 'CONFLICT' });
  expect((await harness.admin.item.list({ kind: 'model' })).map(({ name }) => name)).toEqual(['a']);
});

test('what is staged for deletion is shown as deleted by its name, and counts nowhere as being there', async () => {
  const { admin } = harness;
  const key = await saveModel(harness, 'a');
  const { item: alias } = await admin.item.save({ kind: 'alias', data: { name: 'x', target: 'a' }, baseVersion: 0 });
  await rollout(harness);
  await admin.item.remove({ kind: 'model', key, baseVersion: 0 });
  expect((await admin.model.groups()).map(({ name, flag }) => [name, flag])).toEqual([['a', 'deleted']]);
  expect((await admin.dashboard.get()).counts).toMatchObject({ models: 0, groups: 0 });
  expect((await admin.integrity.report()).length).toBe(1);
  expect((await admin.change.review()).diagnostics.map(({ code }) => code)).toContain('dangling-alias');
  await admin.item.remove({ kind: 'alias', key: alias?.key ?? '', baseVersion: 0 });
  expect(await admin.integrity.report()).toEqual([]);
  const again = await admin.item.save({ kind: 'alias', data: { name: 'x', target: 'b' }, baseVersion: 0 });
  expect(again.item).toMatchObject({ name: 'x', flag: 'new' });
});

test('a deleted item that was never applied comes back whole when it is saved again with its key', async () => {
  const key = await saveModel(harness, 'a', { rpm: 5, api_key: { $newSecret: 'sk-of-a' } });
  const { data, version } = await get(key);
  await harness.admin.item.remove({ kind: 'model', key, baseVersion: version });
  expect(await harness.admin.item.list({})).toEqual([]);
  await harness.admin.item.save({ kind: 'model', key, data, baseVersion: 0 });
  expect(await get(key)).toMatchObject({ key, data, flag: 'new', name: 'a' });
});

test('a trial is the health of the deployment that was tried, also beside one of the same name', async () => {
  const upstream = createServer((_, response) => response.end('{}'));
  await once(upstream.listen(0, '127.0.0.1'), 'listening');
  try {
    const { port } = upstream.address() as AddressInfo; // listens on TCP
    const first = await saveModel(harness, 'twins', { api_base: `http://127.0.0.1:${port}` });
    const second = await saveModel(harness, 'twins');
    const tried = await get(first);
    expect(await harness.admin.model.test({ data: tried.data, key: first })).toMatchObject({ ok: true });
    const health = new Map((await harness.admin.model.groups()).map((one) => [one.key, one.health.state]));
    expect([health.get(first), health.get(second)]).toEqual(['healthy', 'unknown']);
  } finally {
    upstream.close();
  }
});

test('a rename of one of two deployments of a name leaves what points to the name where it is', async () => {
  const key = await saveModel(harness, 'twins');
  await saveModel(harness, 'twins');
  await harness.admin.item.save({ kind: 'alias', data: { name: 'x', target: 'twins' }, baseVersion: 0 });
  await harness.admin.item.rename({ kind: 'model', key, name: 'single', baseVersion: (await get(key)).version });
  const [alias] = await harness.admin.item.list({ kind: 'alias' });
  expect(alias?.data.target).toBe('twins');
  expect(await harness.admin.integrity.report()).toEqual([]);
});

test('only an Apply brings a staged edit into effect: whatever else is done, file and engine stay as they are', async () => {
  const { admin, servant } = harness;
  const key = await saveModel(harness, 'a');
  await rollout(harness);
  const served = servant.serving();
  const debug: JsonObject = { litellm_settings: { set_verbose: true } };
  await admin.item.save({ kind: 'model', key, data: modelData('staged-name'), baseVersion: 0 });
  await admin.item.save({ kind: 'proxy_behaviour', data: debug, baseVersion: 0 });
  const { count } = await admin.change.summary();
  await admin.setting.save({ readyTimeoutMs: 5_000 });
  await admin.vault.rotateDataKey();
  await admin.revision.annotate({ number: 1, note: 'seen', tags: [] });
  await admin.import.preview({ text: 'model_list: []' });
  servant.editByHand('model_list: []\n');
  await admin.servant.acceptDrift({ action: 'restore' });
  expect((await servant.driver.readArtifact())?.text).toBe(served?.text);
  expect(servant.serving()?.text).toBe(served?.text);
  expect((await admin.change.summary()).count).toBe(count);
});
