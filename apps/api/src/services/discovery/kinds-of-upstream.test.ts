import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, startHarness } from '../../testing/harness.ts';

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

/** Answers one path with a body in the form that these servers use, and everything else as such servers do: 404 and a line of text. */
async function serve(path: string, file: string): Promise<{ url: string; authorizations: string[] }> {
  const body = await readFile(join(import.meta.dirname, 'testdata', file), 'utf8');
  const authorizations: string[] = [];
  const server = createServer((request, response) => {
    authorizations.push(String(request.headers.authorization));
    if (request.url === path) response.setHeader('content-type', 'application/json; charset=utf-8').end(body);
    else response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found');
  });
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, authorizations };
}

test.each(['', '/', '/v1'])('Ollama tells its models without a key, whichever door was named (%j)', async (door) => {
  const { url } = await serve('/api/tags', 'ollama-tags.json');
  const { added } = await harness.admin.discovery.ask({ provider: 'ollama_chat', apiBase: `${url}${door}` });
  expect(added.map(({ model }) => model)).toEqual([
    'ollama_chat/qwen2.5:14b-instruct-q4_K_M',
    'ollama_chat/nomic-embed-text:latest',
  ]);
});

test('what Ollama offers is staged as deployments that count as the same when it is asked again', async () => {
  const { url } = await serve('/api/tags', 'ollama-tags.json');
  const upstream = { provider: 'ollama', apiBase: url };
  const { added } = await harness.admin.discovery.ask(upstream);
  await harness.admin.discovery.stage({ upstream, added: [...added], gone: [], changed: [] });
  expect(await harness.admin.discovery.ask(upstream)).toMatchObject({ added: [], gone: [], changed: [], same: 2 });
  const [first] = await harness.admin.item.list({ kind: 'model' });
  expect(first?.data.litellm_params).toEqual({ model: 'ollama/qwen2.5:14b-instruct-q4_K_M', api_base: url });
});

test.each(['', '/v1'])('llama-swap tells its models, whichever door was named (%j)', async (door) => {
  const { url } = await serve('/v1/models', 'llama-swap-models.json');
  const { added } = await harness.admin.discovery.ask({ provider: 'openai', apiBase: `${url}${door}` });
  expect(added.map(({ id }) => id)).toEqual(['qwen3-30b-a3b', 'whisper-large-v3']);
});

test('a key that only the Servant has is named and not sent as if it were the key', async () => {
  const { url, authorizations } = await serve('/v1/models', 'llama-swap-models.json');
  const credential = {
    credential_name: 'far',
    credential_values: { api_key: 'os.environ/FAR_KEY', api_base: url },
    credential_info: {},
  };
  const { item } = await harness.admin.item.save({ kind: 'credential', data: credential, baseVersion: 0 });
  const upstream = { provider: 'openai', credentialKey: item?.key ?? '' };
  await expect(harness.admin.discovery.ask(upstream)).rejects.toMatchObject({
    cause: { code: 'bad-input', detail: expect.stringContaining('FAR_KEY') },
  });
  expect(authorizations).toEqual([]);
  const variable = { name: 'FAR_KEY', value: { $newSecret: 'sk-canary-far' }, target: 'process' };
  await harness.admin.item.save({ kind: 'env_var', data: variable, baseVersion: 0 });
  expect((await harness.admin.discovery.ask(upstream)).added).toHaveLength(2);
  expect(new Set(authorizations)).toEqual(new Set(['Bearer sk-canary-far']));
});
