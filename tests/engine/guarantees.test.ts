import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { publicError } from '@regent/client';
import { headerDigest } from '@regent/local';
import { type ItemKind, type ItemView, isJsonObject, type Json, type JsonObject } from '@regent/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { entry, model, type Stand, startStand, until } from './acts/stand.ts';

/** Ways to lose work, secrets or a running model that an operator never has to fear here. */
const CANARY = 'sk-canary-that-nobody-may-see';

let stand: Stand;
beforeAll(async () => {
  stand = await startStand();
  await stand.apply([
    entry('model', {
      model_name: 'team/desk',
      litellm_params: {
        model: 'openai/demo-desk',
        api_base: stand.providerUrl,
        api_key: 'os.environ/DESK_KEY',
        rpm: 900,
        order: 1,
        tags: ['free'],
        extra_headers: { 'x-desk': 'seven' },
        a_key_of_next_year: { deep: [1, 2] },
      },
      model_info: { base_model: 'gpt-4o', supports_vision: true, our_own_note: 'kept' },
    }),
    model(stand, 'twins', 'demo-left'),
    model(stand, 'twins', 'demo-right'),
    model(stand, 'spare', 'demo-spare'),
    entry('env_var', { name: 'DESK_KEY', value: 'sk-desk', target: 'process' }),
    entry('credential', {
      credential_name: 'account',
      credential_values: { api_key: CANARY, api_base: stand.providerUrl },
      credential_info: {},
    }),
    entry('model', {
      model_name: 'with-account',
      litellm_params: { model: 'openai/demo-account', litellm_credential_name: 'account' },
    }),
    entry('alias', { name: 'nick', target: 'spare' }),
    entry('fallback', { section: 'litellm_settings', class: 'general', source: 'twins', targets: ['spare'] }),
    { kind: 'routing', data: { router_settings: { num_retries: 0 } } },
  ]);
});
afterAll(() => stand?.stop());

const discard = () => stand.client.change.discard.mutate({});
async function found(kind: ItemKind, name: string): Promise<ItemView> {
  const item = (await stand.client.item.list.query({ kind })).find((candidate) => candidate.name === name);
  if (!item) throw new Error(`There is no ${kind} ${name}.`);
  return item;
}
const save = (item: ItemView, data: JsonObject) =>
  stand.client.item.save.mutate({ kind: item.kind, key: item.key, baseVersion: item.version, data });
const object = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const failure = async (promise: Promise<unknown>) =>
  publicError(
    await promise.then(
      () => new Error('It was done.'),
      (error: unknown) => error,
    ),
  );

test('opening any item and saving it unchanged stages nothing, secrets included', async () => {
  for (const item of await stand.client.item.list.query({})) {
    expect((await save(item, item.data)).item, `${item.kind} ${item.name}`).toBeNull();
  }
  expect(await stand.client.change.review.query()).toMatchObject({ empty: true, changes: [] });
});

test('a model whose name has a slash can be edited; every field that the edit did not touch is kept', async () => {
  const before = await found('model', 'team/desk');
  await save(before, { ...before.data, litellm_params: { ...object(before.data.litellm_params), rpm: 901 } });
  await stand.apply([]);
  const after = await found('model', 'team/desk');
  expect(after.key).toBe(before.key);
  expect(after.data).toEqual({
    ...before.data,
    litellm_params: { ...object(before.data.litellm_params), rpm: 901 },
  });
  const answer = await stand.chat('team/desk');
  expect(answer.headers.get('x-litellm-model-id')).toBe(before.key);
  const { headers, body } = await stand.upstream.last('demo-desk');
  expect(headers.authorization).toBe(headerDigest('Bearer sk-desk'));
  expect(headers['x-desk']).toBe('seven');
  expect(body).toMatchObject({ a_key_of_next_year: { deep: [1, 2] } });
  const info = await stand.ask(`/model/info?litellm_model_id=${before.key}`);
  expect(info.text).toContain('"our_own_note":"kept"');
});

test('two deployments with one name are two items, and both are served', async () => {
  const answers = new Set<string | number>();
  for (let time = 0; time < 30 && answers.size < 2; time++) answers.add(await stand.answeredBy('twins'));
  expect([...answers].toSorted()).toEqual(['demo-left', 'demo-right']);
});

test('what an edit of model_info says is what the engine tells', async () => {
  const item = await found('model', 'spare');
  await save(item, { ...item.data, model_info: { base_model: 'gpt-4o-mini', mode: 'chat' } });
  await stand.apply([]);
  expect((await stand.ask(`/model/info?litellm_model_id=${item.key}`)).text).toContain('"base_model":"gpt-4o-mini"');
});

test('deleting an item that was only just staged leaves nothing behind', async () => {
  await stand.stage([model(stand, 'mistake', 'demo-mistake')]);
  await stand.remove('model', 'mistake');
  expect((await stand.client.change.summary.query()).count).toBe(0);
});

test('a credential that is used cannot go away unseen: Apply is refused with 422 and its models answer on', async () => {
  await stand.remove('credential', 'account');
  const review = await stand.client.change.review.query();
  expect(review.diagnostics.map(({ code }) => code)).toContain('dangling-credential');
  expect((await applyStaged(stand.client)).outcome).toBe('failed');
  expect(await stand.answeredBy('with-account')).toBe('demo-account');
  await discard();
});

test('a fallback to nothing is found in either section', async () => {
  for (const section of ['litellm_settings', 'router_settings']) {
    await stand.stage([entry('fallback', { section, class: 'general', source: 'spare', targets: ['ghost'] })]);
    const { diagnostics } = await stand.client.change.review.query();
    expect(
      diagnostics.map(({ code }) => code),
      section,
    ).toContain('dangling-fallback');
    await discard();
  }
});

test('a rename takes alias and fallback with it', async () => {
  const item = await found('model', 'spare');
  await stand.client.item.rename.mutate({ kind: 'model', key: item.key, baseVersion: item.version, name: 'reserve' });
  expect((await stand.client.change.review.query()).diagnostics).toEqual([]);
  await stand.apply([]);
  expect(await stand.answeredBy('nick')).toBe('demo-spare');
  expect(await stand.answeredBy('reserve')).toBe('demo-spare');
  expect(await stand.answeredBy('spare')).toBe(400);
});

test('what is staged during an Apply stays staged', async () => {
  const { client } = stand;
  await stand.stage([entry('alias', { name: 'early', target: 'reserve' })]);
  const { plan } = await client.change.review.query();
  const { id } = await client.change.rollout.mutate({ plan, reason: 'test' });
  await stand.stage([entry('alias', { name: 'meanwhile', target: 'reserve' })]);
  const ended = await until(
    () => client.change.run.query({ id }),
    (run) => run.outcome !== null,
    60_000,
  );
  expect(ended.outcome).toBe('live');
  const { changes } = await client.change.review.query();
  expect(changes.map(({ name, flag }) => [name, flag])).toEqual([['meanwhile', 'new']]);
  expect([await stand.answeredBy('early'), await stand.answeredBy('meanwhile')]).toEqual(['demo-spare', 400]);
  await discard();
});

test('an Apply that takes nearly every model away wants the number of those that are left', async () => {
  await stand.remove('model');
  const review = await stand.client.change.review.query();
  expect(review.shrinkGuard).toBe(true);
  const rollout = stand.client.change.rollout.mutate({ plan: review.plan, reason: 'test' });
  expect(await failure(rollout)).toMatchObject({ code: 'shrink-guard' });
  await discard();
  expect(await stand.answeredBy('reserve')).toBe('demo-spare');
});

test('a file that cannot be read stages nothing and says so', async () => {
  const text = 'model_list:\n  - model_name: a\n   litellm_params: {\n';
  expect((await failure(stand.client.import.stage.mutate({ text }))).code).toBe('config-invalid');
  expect((await stand.client.change.summary.query()).count).toBe(0);
});

test('ssl that is written although it is off is warned of, whichever way it came', async () => {
  const cache = { litellm_settings: { cache: true, cache_params: { type: 'redis', host: '127.0.0.1', ssl: false } } };
  const warned = async () => (await stand.client.change.review.query()).diagnostics.map(({ code }) => code);
  await stand.stage([{ kind: 'cache', data: cache }]);
  expect(await warned()).toContain('cache-ssl-false');
  await discard();
  await stand.client.import.stage.mutate({ text: JSON.stringify(cache) });
  expect(await warned()).toContain('cache-ssl-false');
  await discard();
});

test('the last alias can be deleted', async () => {
  await stand.remove('alias');
  await stand.apply([]);
  expect(await stand.answeredBy('nick')).toBe(400);
});

test('a draft can be tested with a credential that is only staged', async () => {
  await stand.stage([
    entry('credential', {
      credential_name: 'draft',
      credential_values: { api_key: 'sk-draft', api_base: stand.providerUrl },
      credential_info: {},
    }),
  ]);
  const { key } = await found('credential', 'draft');
  const data = { model_name: 'x', litellm_params: { model: 'openai/demo-draft', litellm_credential_name: 'draft' } };
  expect(await stand.client.model.test.mutate({ data, credentialKey: key })).toMatchObject({ ok: true });
  expect((await stand.upstream.last('demo-draft')).headers.authorization).toBe(headerDigest('Bearer sk-draft'));
  await discard();
});

test('a secret is in no answer, and the files that hold it are for their owner alone', async () => {
  const { client, installation } = stand;
  const answers = [
    await client.item.list.query({}),
    await client.rendered.get.query({}),
    await client.revision.list.query({}),
    await client.revision.get.query({ number: 1 }),
    await client.servant.status.query(),
  ];
  expect(JSON.stringify(answers)).not.toContain(CANARY);
  const current = join(installation.state.artifacts, 'current');
  expect((await stat(join(current, 'config.yaml'))).mode & 0o077).toBe(0);
  expect((await stat(join(current, 'servant.env'))).mode & 0o077).toBe(0);
  expect((await stat(current)).mode & 0o077).toBe(0);
});

test('limits of a key can be cleared, and keys beyond the first hundred are listed', async () => {
  const { client } = stand;
  const made = await client.key.create.mutate({ alias: 'limited', models: [], rpmLimit: 3, maxBudget: 1 });
  const cleared = await client.key.update.mutate({ token: made.view.token, rpmLimit: null, maxBudget: null });
  expect(cleared).toMatchObject({ rpmLimit: null, maxBudget: null });
  for (let round = 0; round < 10; round++) await Promise.all(Array.from({ length: 11 }, () => stand.key()));
  const last = await client.key.list.query({ page: 2, size: 100 });
  expect(last.total).toBeGreaterThan(110);
  expect(last.keys.length).toBe(last.total - 100);
});
