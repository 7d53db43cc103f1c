import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@regent/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, rollout, saveModel, startHarness, vic } from '../../testing/harness.ts';

type Answer = (request: IncomingMessage, body: string, response: ServerResponse) => void;

let harness: Harness;
let close: (() => void)[] = [];
beforeEach(() => {
  close = [];
});
afterEach(async () => {
  for (const one of close) one();
  await harness.close();
});

async function serve(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => answer(request, body, response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  close.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const mcp: Answer = (request, body, response) => {
  if (request.headers.authorization !== 'Bearer tool-canary') return json(response, {}, 401);
  const { id, method } = JSON.parse(body);
  const tools = [{ name: 'shout', description: 'Louder.', inputSchema: { type: 'object' } }];
  const result = method === 'tools/list' ? { tools } : {};
  return response.end(`event: message\ndata: ${JSON.stringify({ jsonrpc: '2.0', id, result })}\n\n`);
};
const server = (url: string, token: string) => ({
  data: {
    name: 'demo',
    server: { url, transport: 'http', auth_type: 'bearer_token', auth_value: { $newSecret: token } },
  },
});

test('an MCP server tells its tools before anything is saved, also as an event stream', async () => {
  harness = await startHarness();
  const url = await serve(mcp);
  const trial = await harness.admin.trial.mcpServer(server(url, 'tool-canary'));
  expect(trial).toMatchObject({
    ok: true,
    tools: [{ name: 'shout', description: 'Louder.', schema: { type: 'object' } }],
  });
  expect(await harness.admin.change.summary()).toMatchObject({ count: 0 });
});

test('a refused token, a redirect and a dead address are told in words, without token or address', async () => {
  harness = await startHarness();
  const url = await serve(mcp);
  const refused = await harness.admin.trial.mcpServer(server(url, 'wrong-canary'));
  expect(refused).toMatchObject({ ok: false, text: expect.stringContaining('401') });
  const elsewhere = await serve((_, __, response) => response.writeHead(307, { location: url }).end());
  const redirected = await harness.admin.trial.mcpServer(server(elsewhere, 'tool-canary'));
  expect(redirected).toMatchObject({ ok: false, text: expect.stringContaining('307') });
  const dead = await harness.admin.trial.mcpServer(server('http://127.0.0.1:9', 'tool-canary'));
  expect(dead).toMatchObject({ ok: false, text: expect.stringContaining('cannot be reached') });
  expect(JSON.stringify([refused, redirected, dead])).not.toMatch(/canary|127\.0\.0\.1/);
});

test('a server that speaks SSE is asked by the gateway with what is typed', async () => {
  const asked: unknown[] = [];
  const url = await serve((request, body, response) => {
    asked.push(request.url, JSON.parse(body));
    return json(response, { tools: [{ name: 'shout' }], error: null, message: 'no gateway-master-canary' });
  });
  harness = await startHarness({ engine: { baseUrl: url, masterKey: new Secret('gateway-master-canary') } });
  const { data } = server('http://127.0.0.1:9/sse', 'tool-canary');
  const trial = await harness.admin.trial.mcpServer({
    data: { ...data, server: { ...data.server, transport: 'sse' } },
  });
  expect(trial).toMatchObject({ ok: true, tools: [{ name: 'shout' }] });
  expect(asked).toMatchObject([
    '/mcp-rest/test/tools/list',
    { transport: 'sse', auth_type: 'bearer_token', credentials: { auth_value: 'tool-canary' } },
  ]);
  expect(JSON.stringify(trial)).not.toContain('canary');
});

test('only what is applied is tried, and what the gateway says is redacted', async () => {
  const url = await serve((_, __, response) =>
    json(response, { error: { message: 'no guardrail for gateway-master-canary' } }, 500),
  );
  harness = await startHarness({ engine: { baseUrl: url, masterKey: new Secret('gateway-master-canary') } });
  const data = { guardrail_name: 'words', litellm_params: { guardrail: 'presidio', mode: 'pre_call' } };
  const { item } = await harness.admin.item.save({ kind: 'guardrail', data, baseVersion: 0 });
  const ask = { kind: 'guardrail' as const, key: item?.key ?? '', text: 'hello' };
  await expect(harness.admin.trial.entry(ask)).rejects.toMatchObject({ cause: { code: 'bad-input' } });
  await saveModel(harness, 'a');
  expect(await rollout(harness)).toMatchObject({ outcome: 'live' });
  expect(await harness.admin.trial.entry(ask)).toMatchObject({ ok: false, text: '500: no guardrail for ***' });
});

test('a guardrail that blocks is an answer, one that only runs in requests is asked in one, and a fault names its field', async () => {
  const said = new Map<string, (response: ServerResponse) => void>();
  const url = await serve((request, body, response) => {
    const { guardrail_name: alone, guardrails } = JSON.parse(body);
    const tell = said.get(`${request.url?.split('/').at(-1)} ${alone ?? guardrails[0]}`);
    return tell === undefined ? json(response, { response_text: 'hello' }) : tell(response);
  });
  const detail = (status: number, text: string) => (response: ServerResponse) =>
    json(response, { detail: text }, status);
  said.set('apply_guardrail words', detail(400, "{'error': 'Content blocked', 'keyword': 'x'}"));
  said.set('completions lake', detail(500, 'Cannot connect to host 127.0.0.1:9'));
  said.set('apply_guardrail gone', detail(404, "Guardrail 'gone' not found. Please ensure it is configured."));
  harness = await startHarness({ engine: { baseUrl: url, masterKey: new Secret('gateway-master-canary') } });
  await saveModel(harness, 'a');
  const keys = new Map<string, string>();
  for (const [name, guardrail] of [
    ['words', 'litellm_content_filter'],
    ['lake', 'lakera_v2'],
    ['gone', 'aporia'],
  ] as const) {
    const data = { guardrail_name: name, litellm_params: { guardrail, mode: 'pre_call' } };
    keys.set(name, (await harness.admin.item.save({ kind: 'guardrail', data, baseVersion: 0 })).item?.key ?? '');
  }
  await rollout(harness, { insist: true });
  const tried = (name: string) =>
    harness.admin.trial.entry({ kind: 'guardrail', key: keys.get(name) ?? '', text: 'hello' });
  expect(await tried('words')).toMatchObject({ ok: true, text: 'It blocks the text: Content blocked' });
  expect(await tried('lake')).toMatchObject({ ok: false, text: expect.stringContaining('check api_base') });
  expect(await tried('gone')).toMatchObject({ ok: false, text: expect.stringContaining('left out') });
});

test('a logger whose test says nothing, or unhealthy, is not called healthy', async () => {
  const answers: Readonly<Record<string, unknown>> = {
    datadog: { status: 'unhealthy', message: 'DD_API_KEY is not set, set it' },
    langsmith: null,
    langfuse: { status: 'success', message: 'Mock LLM request made - check langfuse.' },
  };
  const url = await serve((request, _, response) =>
    json(response, answers[new URL(request.url ?? '', 'http://x').searchParams.get('service') ?? '']),
  );
  harness = await startHarness({ engine: { baseUrl: url, masterKey: new Secret('gateway-master-canary') } });
  const tried = (name: string) => harness.admin.trial.logger({ name });
  expect(await tried('datadog')).toMatchObject({ ok: false, text: expect.stringContaining('DD_API_KEY is not set') });
  expect(await tried('langsmith')).toMatchObject({ ok: false, text: expect.stringContaining('Not tested') });
  expect(await tried('langfuse')).toMatchObject({ ok: true, text: expect.stringContaining('whether it arrived') });
});

test('an unreachable cache is a failed trial, never numbers', async () => {
  harness = await startHarness();
  expect(await harness.admin.trial.cache()).toMatchObject({ ok: false, stats: null, type: null });
});

test('a viewer tries nothing', async () => {
  harness = await startHarness();
  await expect(harness.as(vic).trial.cache()).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
