import { afterAll, beforeAll, expect, test } from 'vitest';
import { headerDigest } from './requests.ts';
import { type RunningDemoProvider, serveDemoProvider } from './serve.ts';

let demo: RunningDemoProvider;
beforeAll(async () => {
  demo = await serveDemoProvider(0, { chunkMs: 0 });
});
afterAll(() => demo.stop());

const post = (path: string, body: unknown) =>
  fetch(`${demo.baseUrl}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const hello = { model: 'demo-chat', messages: [{ role: 'user', content: 'hello' }] };
const control = (switches: object) => post('/../control', switches);

test('input that is not valid is refused with a reason', async () => {
  const response = await post('/chat/completions', { messages: [] });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('expected string') } });
});

test('the same request gets the same answer, which names the model, under an id of its own', async () => {
  const answer = async () => (await (await post('/chat/completions', hello)).json()) as { readonly id: string };
  const { id, ...first } = await answer();
  const again = await answer();
  expect(again).toMatchObject(first);
  expect(again.id).not.toBe(id);
  expect(first).toMatchObject({
    choices: [{ message: { content: 'demo-chat here. You said: hello' } }],
    usage: { prompt_tokens: 1 },
  });
});

test('a stream says the same as the plain answer, then its usage, then ends', async () => {
  const response = await post('/chat/completions', { ...hello, stream: true, stream_options: { include_usage: true } });
  const lines = (await response.text())
    .split('\n\n')
    .filter(Boolean)
    .map((line) => line.replace('data: ', ''));
  expect(lines.at(-1)).toBe('[DONE]');
  const chunks = lines.slice(0, -1).map((line) => JSON.parse(line));
  expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('demo-chat here. You said: hello');
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 6 } });
});

test('failures can be switched on, and off again', async () => {
  await control({ failEvery: 1, failStatus: 503 });
  expect((await post('/chat/completions', hello)).status).toBe(503);
  await control({ failEvery: 0 });
  expect((await post('/chat/completions', hello)).status).toBe(200);
  expect((await post('/chat/completions', { ...hello, model: 'demo-error-429' })).status).toBe(429);
});

test('only the keys that are switched on are let in, and anybody again afterwards', async () => {
  await control({ keys: ['sk-known'] });
  expect((await post('/chat/completions', hello)).status).toBe(401);
  const ask = (key: string) => fetch(`${demo.baseUrl}/models`, { headers: { authorization: `Bearer ${key}` } });
  expect([(await ask('sk-other')).status, (await ask('sk-known')).status]).toEqual([401, 200]);
  await control({ keys: null });
  expect((await post('/chat/completions', hello)).status).toBe(200);
});

test('embeddings are unit vectors that depend only on the text', async () => {
  const { data } = (await (await post('/embeddings', { model: 'demo-embedding', input: ['a', 'b', 'a'] })).json()) as {
    data: { embedding: number[] }[];
  };
  expect(data[0]?.embedding).toEqual(data[2]?.embedding);
  expect(data[0]?.embedding).not.toEqual(data[1]?.embedding);
  expect(Math.hypot(...(data[0]?.embedding ?? []))).toBeCloseTo(1);
});

test('a model can be switched to fail its next requests with a code, while others answer', async () => {
  const failing = { failNext: 1, failStatus: 400, failCode: 'context_length_exceeded', failMessage: 'too long' };
  await control({ models: { 'demo-chat': failing } });
  expect((await post('/chat/completions', { ...hello, model: 'demo-echo' })).status).toBe(200);
  const refused = await post('/chat/completions', hello);
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { code: 'context_length_exceeded', message: 'too long' } });
  expect((await post('/chat/completions', hello)).status).toBe(200);
});

test('one switch leaves the others as they are, and a wrong one changes nothing', async () => {
  await control({ failStatus: 418 });
  expect(await (await control({ chunkMs: 1 })).json()).toMatchObject({ failStatus: 418, chunkMs: 1 });
  expect((await control({ failStatus: 200 })).status).toBe(400);
  expect(await (await fetch(`${demo.baseUrl}/../control`)).json()).toMatchObject({ failStatus: 418 });
});

test('it tells what it was asked, and never a key', async () => {
  const log = `${demo.baseUrl}/../requests`;
  await fetch(log, { method: 'DELETE' });
  await fetch(`${demo.baseUrl}/chat/completions`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-canary', 'x-team': 'desk' },
    body: JSON.stringify({ ...hello, temperature: 0.5 }),
  });
  await post('/chat/completions', { ...hello, model: 'demo-echo' });
  const text = await (await fetch(`${log}?model=demo-chat`)).text();
  expect(text).not.toContain('sk-canary');
  expect(JSON.parse(text)).toMatchObject({
    byModel: { 'demo-chat': 1, 'demo-echo': 1 },
    latest: [
      { headers: { authorization: headerDigest('Bearer sk-canary'), 'x-team': 'desk' }, body: { temperature: 0.5 } },
    ],
  });
});

test('the MCP server lists its tools and calls them', async () => {
  const ask = async (method: string, params = {}) =>
    (await post('/../mcp', { jsonrpc: '2.0', id: 1, method, params })).json() as Promise<Record<string, unknown>>;
  expect(await ask('initialize')).toMatchObject({ result: { serverInfo: { name: 'demo' } } });
  expect(await ask('tools/list')).toMatchObject({ result: { tools: [{ name: 'shout' }, { name: 'whisper' }] } });
  const call = { name: 'shout', arguments: { text: 'hello' } };
  expect(await ask('tools/call', call)).toMatchObject({ result: { content: [{ text: 'HELLO' }] } });
  expect(await ask('tools/call', { ...call, name: 'sing' })).toMatchObject({ error: { code: -32602 } });
});

test('search finds what was asked for, and echo answers with what arrived', async () => {
  const found = await (await fetch(`${demo.baseUrl}/../search?q=tides&format=json`)).json();
  expect(found).toMatchObject({ results: [{ title: 'About tides' }] });
  const echoed = await (await post('/../echo/deep/path?x=1', { a: 1 })).json();
  expect(echoed).toMatchObject({ method: 'POST', path: '/echo/deep/path', query: { x: '1' }, body: '{"a":1}' });
});
