import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningDemoProvider, serveDemoProvider } from './serve.ts';

let demo: RunningDemoProvider;
beforeAll(async () => {
  demo = await serveDemoProvider(0, { chunkMs: 0 });
});
afterAll(() => demo.stop());

const post = (path: string, body: unknown) =>
  fetch(`${demo.baseUrl}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const hello = { model: 'demo-chat', messages: [{ role: 'user', content: 'hello' }] };
const control = (switches: object) => post('/../control', switches);

test('input that is not valid is refused with a reason', async () => {
  const response = await post('/chat/completions', { messages: [] });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('expected string') } });
});

test('the same request gets the same answer, which names the model', async () => {
  const first = await (await post('/chat/completions', hello)).json();
  expect(await (await post('/chat/completions', hello)).json()).toEqual(first);
  expect(first).toMatchObject({ choices: [{ message: { content: 'demo-chat here. You said: hello' } }], usage: { prompt_tokens: 1 } });
});

test('a stream says the same as the plain answer, then its usage, then ends', async () => {
  const response = await post('/chat/completions', { ...hello, stream: true, stream_options: { include_usage: true } });
  const lines = (await response.text()).split('\n\n').filter(Boolean).map((line) => line.replace('data: ', ''));
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

test('embeddings are unit vectors that depend only on the text', async () => {
  const { data } = (await (await post('/embeddings', { model: 'demo-embedding', input: ['a', 'b', 'a'] })).json()) as {
    data: { embedding: number[] }[];
  };
  expect(data[0]?.embedding).toEqual(data[2]?.embedding);
  expect(data[0]?.embedding).not.toEqual(data[1]?.embedding);
  expect(Math.hypot(...(data[0]?.embedding ?? []))).toBeCloseTo(1);
});
