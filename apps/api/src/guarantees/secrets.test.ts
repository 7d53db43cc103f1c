import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '@regent/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { type Harness, modelData, rollout, saveModel, startHarness } from '../testing/harness.ts';

/** Ways in which a gateway's admin can lose, leak or forget a secret. */
const STORED = 'sk-stored-canary';

interface Upstream {
  readonly url: string;
  /** Every credential that ever arrived. */
  readonly received: string[];
}

let harness: Harness;
let servers: Server[] = [];
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(async () => {
  for (const server of servers) server.close();
  servers = [];
  await harness.close();
});

async function startUpstream(): Promise<Upstream> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    received.push(String(request.headers.authorization));
    response.setHeader('content-type', 'application/json').end('{"data": []}');
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo; // listens on TCP
  return { url: `http://127.0.0.1:${port}`, received };
}

async function save(kind: 'credential' | 'mcp_server', data: JsonObject) {
  const { item } = await harness.admin.item.save({ kind, data, baseVersion: 0 });
  if (item === null) throw new Error('nothing was staged');
  return item;
}
const refusal = { cause: { code: 'bad-input', detail: expect.stringContaining('saved with') } };

test('a stored key of a deployment is tried at its own address and at no other', async () => {
  const [own, other] = [await startUpstream(), await startUpstream()];
  const key = await saveModel(harness, 'a', { api_base: own.url, api_key: { $newSecret: STORED } });
  const { data } = await harness.admin.item.get({ kind: 'model', key });
  const params = data.litellm_params as JsonObject; // a model's parameters are a map
  const at = (address: string) => ({ ...data, litellm_params: { ...params, api_base: address } });
  await expect(harness.admin.model.test({ data: at(other.url), key })).rejects.toMatchObject(refusal);
  expect(await harness.admin.model.test({ data: at(`${own.url}/v1`), key })).toMatchObject({ ok: true });
  expect([own.received, other.received]).toEqual([[`Bearer ${STORED}`], []]);
  const typed = modelData('a', { api_base: other.url, api_key: { $newSecret: 'sk-typed' } });
  expect(await harness.admin.model.test({ data: typed })).toMatchObject({ ok: true });
  expect(other.received).toEqual(['Bearer sk-typed']);
});

test('a credential with an address goes elsewhere only with a deployment that was saved so', async () => {
  const [own, other] = [await startUpstream(), await startUpstream()];
  const { key: credentialKey } = await save('credential', {
    credential_name: 'account',
    credential_values: { api_key: { $newSecret: STORED }, api_base: own.url },
    credential_info: {},
  });
  const elsewhere = {
    model_name: 'a',
    litellm_params: { model: 'openai/a', api_base: other.url, litellm_credential_name: 'account' },
  };
  await expect(harness.admin.model.test({ data: elsewhere })).rejects.toMatchObject(refusal);
  const ask = { provider: 'openai', credentialKey };
  await expect(harness.admin.discovery.ask({ ...ask, apiBase: other.url })).rejects.toMatchObject(refusal);
  await harness.admin.discovery.ask(ask);
  expect([own.received.at(-1), other.received]).toEqual([`Bearer ${STORED}`, []]);
  await harness.admin.item.save({ kind: 'model', data: elsewhere, baseVersion: 0 });
  expect(await harness.admin.model.test({ data: elsewhere })).toMatchObject({ ok: true });
});

test('a stored token of an MCP server goes to that server only', async () => {
  const [own, other] = [await startUpstream(), await startUpstream()];
  const { data } = await save('mcp_server', {
    name: 'tools',
    server: { url: own.url, transport: 'http', auth_type: 'bearer_token', auth_value: { $newSecret: STORED } },
  });
  const server = data.server as JsonObject; // as it was saved
  const trial = harness.admin.trial.mcpServer({ data: { ...data, server: { ...server, url: other.url } } });
  await expect(trial).rejects.toMatchObject(refusal);
  await harness.admin.trial.mcpServer({ data });
  expect([own.received[0], other.received]).toEqual([`Bearer ${STORED}`, []]);
});

test('a reference to a secret of something else is tried nowhere', async () => {
  const other = await startUpstream();
  const { item } = await harness.admin.item.save({
    kind: 'env_var',
    data: { name: 'LICENSE_KEY', value: { $newSecret: STORED }, target: 'process' },
    baseVersion: 0,
  });
  const stolen = modelData('a', { api_base: other.url, api_key: item?.data.value ?? null });
  await expect(harness.admin.model.test({ data: stolen })).rejects.toMatchObject(refusal);
  expect(other.received).toEqual([]);
});

test('a deployment that names no credential is tried without any', async () => {
  const own = await startUpstream();
  const values = { api_key: { $newSecret: STORED } };
  await save('credential', { credential_name: 'account', credential_values: values, credential_info: {} });
  expect(await harness.admin.model.test({ data: modelData('a', { api_base: own.url }) })).toMatchObject({ ok: true });
  expect(own.received).toEqual(['undefined']);
});

test('a secret that does not open stops the Apply: the file stays, every model serves on, edits stay staged', async () => {
  await saveModel(harness, 'a', { api_key: { $newSecret: STORED } });
  await saveModel(harness, 'b');
  await rollout(harness);
  const before = harness.servant.serving();
  await harness.running.app.db.execute(sql`update regent.secret_version set sealed = decode('00', 'hex')`);
  await saveModel(harness, 'c');
  const run = await rollout(harness);
  expect(run).toMatchObject({ outcome: 'failed', error: { code: 'vault-locked' }, revision: null });
  expect(harness.servant.serving()).toBe(before);
  expect((await harness.servant.driver.readArtifact())?.hash).toBe(before?.hash);
  expect((await harness.admin.change.summary()).count).toBe(1);
  expect(JSON.stringify(run)).not.toMatch(/canary|sealed text|unable to auth/i);
});

test('an empty text is no secret', async () => {
  const saved = harness.admin.item.save({
    kind: 'credential',
    data: { credential_name: 'account', credential_values: { api_key: { $newSecret: '' } }, credential_info: {} },
    baseVersion: 0,
  });
  await expect(saved).rejects.toMatchObject({ cause: { code: 'bad-input' } });
  expect((await harness.admin.change.summary()).count).toBe(0);
});

test('a key that was replaced reaches the engine with the next Apply, wherever it is used', async () => {
  const values = (text: string) => ({
    credential_name: 'account',
    credential_values: { api_key: { $newSecret: text } },
    credential_info: {},
  });
  const { key } = await save('credential', values(STORED));
  await saveModel(harness, 'a', { litellm_credential_name: 'account' });
  await rollout(harness);
  await harness.admin.item.save({ kind: 'credential', key, data: values('sk-rotated-canary'), baseVersion: 0 });
  expect(await rollout(harness)).toMatchObject({ outcome: 'live', revision: 2 });
  expect(harness.servant.serving()?.text).toContain('sk-rotated-canary');
  expect(harness.servant.serving()?.text).not.toContain(STORED);
});
