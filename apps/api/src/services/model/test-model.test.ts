import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@regent/core';
import { afterEach, expect, test } from 'vitest';
import { type Harness, modelData, rollout, saveModel, startHarness } from '../../testing/harness.ts';

let harness: Harness;
let servers: Server[] = [];
afterEach(async () => {
  for (const server of servers) server.close();
  servers = [];
  await harness.close();
});

/** Answers everything with one body, and keeps who asked for what. */
async function serve(body: unknown): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const setVariable = (value: string) =>
  harness.admin.item.save({
    kind: 'env_var',
    data: { name: 'FAR_KEY', value: { $newSecret: value }, target: 'process' },
    baseVersion: 0,
  });

test('a variable that Regent sets is what the upstream gets, at the address that it is saved with and no other', async () => {
  harness = await startHarness();
  const [own, other] = [await serve({}), await serve({})];
  await setVariable('sk-canary-far');
  await saveModel(harness, 'a', { api_base: own.url, api_key: 'os.environ/FAR_KEY' });
  const at = (api_base: string) => ({ data: modelData('a', { api_base, api_key: 'os.environ/FAR_KEY' }) });
  expect(await harness.admin.model.test(at(own.url))).toMatchObject({ ok: true });
  expect(own.asked).toEqual(['/chat/completions Bearer sk-canary-far']);
  await expect(harness.admin.model.test(at(other.url))).rejects.toMatchObject({ cause: { code: 'bad-input' } });
  expect(other.asked).toEqual([]);
});

test('a variable that only the Servant has is named, never sent as text, and says nothing about health', async () => {
  harness = await startHarness();
  const own = await serve({});
  const key = await saveModel(harness, 'a', { api_base: own.url, api_key: 'os.environ/FAR_KEY' });
  const data = modelData('a', { api_base: own.url, api_key: 'os.environ/FAR_KEY' });
  const result = await harness.admin.model.test({ data, key });
  expect(result).toMatchObject({ ok: false, text: expect.stringMatching(/^Not tested: FAR_KEY/) });
  expect(own.asked).toEqual([]);
  expect((await harness.admin.model.groups())[0]?.health.state).toBe('unknown');
});

test('a deployment that is applied like that is called by the gateway, which has the key', async () => {
  const engine = await serve({ healthy_endpoints: [{ model_id: 'x' }], unhealthy_endpoints: [] });
  harness = await startHarness({ engine: { baseUrl: engine.url, masterKey: new Secret('master-canary') } });
  const params = { api_key: 'os.environ/FAR_KEY' };
  const key = await saveModel(harness, 'a', params);
  expect(await rollout(harness, { insist: true })).toMatchObject({ outcome: 'live' });
  const result = await harness.admin.model.test({ data: modelData('a', params), key });
  expect(result).toMatchObject({ ok: true, text: expect.stringContaining('gateway') });
  expect(engine.asked.at(-1)).toBe(`/health?model_id=${key} Bearer master-canary`);
  const changed = await harness.admin.model.test({ data: modelData('a', { ...params, temperature: 1 }), key });
  expect(changed).toMatchObject({ ok: false, text: expect.stringContaining('Apply this first') });
});
