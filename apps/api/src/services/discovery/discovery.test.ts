import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runDue } from '../../jobs/discovery.ts';
import { type Harness, rollout, startHarness, vic } from '../../testing/harness.ts';

let harness: Harness;
let upstream: Awaited<ReturnType<typeof startUpstream>>;
let now = new Date('2026-01-01T00:00:00Z');
beforeEach(async () => {
  harness = await startHarness({ clock: () => now });
  upstream = await startUpstream();
});
afterEach(async () => {
  upstream.close();
  await harness.close();
});

/** An upstream whose list a test changes. */
async function startUpstream() {
  const offer: { models: Record<string, unknown>[]; status: number } = { models: [], status: 200 };
  const server = createServer((request, response) => {
    const found = request.url === '/v1/models' && request.headers.authorization === 'Bearer sk-canary-up';
    response.writeHead(found ? offer.status : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ object: 'list', data: offer.models }));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = server.address() as AddressInfo; // it listens on a port
  return { offer, url: `http://127.0.0.1:${port}/v1`, close: () => server.close() };
}

async function credential(): Promise<string> {
  const values = { api_key: { $newSecret: 'sk-canary-up' }, api_base: upstream.url };
  const data = { credential_name: 'up', credential_values: values, credential_info: {} };
  const { item } = await harness.admin.item.save({ kind: 'credential', data, baseVersion: 0 });
  return item?.key ?? '';
}

const list = async () => (await harness.admin.discovery.list())[0];
const later = async () => {
  now = new Date(now.getTime() + 61 * 60_000);
  await runDue(harness.running.app);
};

test('what is offered is held against the deployments of that upstream: new, gone, different', async () => {
  const { admin } = harness;
  const credentialKey = await credential();
  upstream.offer.models = [{ id: 'a', max_model_len: 8192 }, { id: 'b' }];
  const wish = { provider: 'openai', credentialKey };
  const first = await admin.discovery.ask(wish);
  expect(first).toMatchObject({ added: [{ id: 'a', model: 'openai/a', contextTokens: 8192 }, { id: 'b' }], same: 0 });
  await admin.discovery.stage({ upstream: wish, added: [...first.added], gone: [], changed: [] });
  const models = await admin.item.list({ kind: 'model' });
  expect(models[0]?.data).toEqual({
    model_name: 'a',
    litellm_params: { model: 'openai/a', litellm_credential_name: 'up' },
    model_info: { max_input_tokens: 8192 },
  });
  upstream.offer.models = [{ id: 'a', max_model_len: 16384 }, { id: 'c' }];
  const second = await admin.discovery.ask(wish);
  expect(second).toMatchObject({
    added: [{ id: 'c' }],
    gone: [{ name: 'b' }],
    changed: [{ name: 'a', before: 8192, after: 16384 }],
  });
  const gone = second.gone.map(({ key }) => key);
  await admin.discovery.stage({ upstream: wish, added: [], gone, changed: [...second.changed] });
  expect(await admin.discovery.ask(wish)).toMatchObject({ gone: [], changed: [], same: 1 });
});

test('a schedule opens a proposal and applies nothing; one press stages it', async () => {
  const { admin } = harness;
  const credentialKey = await credential();
  upstream.offer.models = [{ id: 'a' }];
  const { id } = await admin.discovery.save({ provider: 'openai', credentialKey, everyMinutes: 60 });
  await runDue(harness.running.app);
  expect(await list()).toMatchObject({ proposal: { added: [{ id: 'a' }] }, lastError: null });
  expect(await admin.item.list({ kind: 'model' })).toEqual([]);
  expect(await admin.discovery.stageProposal({ id })).toEqual({ staged: 1 });
  expect(await list()).toMatchObject({ proposal: null });
  expect((await admin.change.summary()).count).toBe(2);
  await expect(harness.as(vic).discovery.stageProposal({ id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('a model is proposed for removal only after it was missing several times in a row', async () => {
  const { admin } = harness;
  const credentialKey = await credential();
  upstream.offer.models = [{ id: 'a' }, { id: 'b' }];
  const { id } = await admin.discovery.save({ provider: 'openai', credentialKey, everyMinutes: 60, missesMax: 2 });
  await later();
  await admin.discovery.stageProposal({ id });
  await rollout(harness);
  upstream.offer.models = [{ id: 'a' }];
  await later();
  expect((await list())?.proposal).toBeNull();
  upstream.offer.status = 500;
  await later();
  expect(await list()).toMatchObject({ proposal: null, lastError: expect.stringContaining('500') });
  upstream.offer.status = 200;
  await later();
  expect((await list())?.proposal).toMatchObject({ gone: [{ name: 'b' }], same: 1 });
  // It came back by itself: the question goes away by itself.
  upstream.offer.models = [{ id: 'a' }, { id: 'b' }];
  await later();
  expect((await list())?.proposal).toBeNull();
});

test('what was dismissed is not proposed again until the upstream says something else', async () => {
  const { admin } = harness;
  const credentialKey = await credential();
  upstream.offer.models = [{ id: 'a' }];
  const { id } = await admin.discovery.save({ provider: 'openai', credentialKey, everyMinutes: 60 });
  await later();
  await admin.discovery.dismiss({ id });
  await later();
  expect((await list())?.proposal).toBeNull();
  upstream.offer.models = [{ id: 'a' }, { id: 'b' }];
  await later();
  expect((await list())?.proposal?.added.map((one) => one.id)).toEqual(['b']);
});

test('an upstream is asked once when its time has come, not before, and its key is nowhere in the answers', async () => {
  const { admin } = harness;
  const credentialKey = await credential();
  await admin.discovery.save({ provider: 'openai', credentialKey, everyMinutes: 60 });
  await Promise.all([runDue(harness.running.app), runDue(harness.running.app)]);
  const { lastRunAt } = (await list()) ?? {};
  now = new Date(now.getTime() + 59 * 60_000);
  await runDue(harness.running.app);
  expect((await list())?.lastRunAt).toBe(lastRunAt);
  upstream.offer.status = 403;
  await later();
  expect(JSON.stringify(await admin.discovery.list())).not.toContain('canary');
});
