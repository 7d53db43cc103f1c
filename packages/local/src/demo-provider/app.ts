import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { answerText, type ChatMessage, demoModels, embed, textOf, usageOf } from './answers.ts';
import { ollamaRoutes } from './ollama.ts';

/** What the operator of the demo can switch while it runs: `POST /control`. */
export const DemoSwitches = z.object({
  /** Before the first byte of every answer. */
  latencyMs: z.number().min(0).max(60_000).default(0),
  /** Between two chunks of a stream. */
  chunkMs: z.number().min(0).max(60_000).default(5),
  /** 0 = never, 1 = every request, 3 = each third one. */
  failEvery: z.number().int().min(0).default(0),
  failStatus: z.number().int().min(400).max(599).default(500),
});
export type DemoSwitches = z.infer<typeof DemoSwitches>;

const Chat = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.unknown() })).default([]),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
});
const Embeddings = z.looseObject({
  model: z.string(),
  input: z.unknown(),
  dimensions: z.number().int().min(1).max(4096).nullish(),
});

const SLOW_MS = 2_000;
const CREATED = 1_700_000_000;

/**
 * A small OpenAI-compatible provider (chat with streaming and usage, embeddings, models) that needs no account. It is
 * deterministic; latency and failures can be switched. Model `demo-slow` waits two seconds by itself, and a model
 * `demo-error-NNN` answers with that status. Ollama's own routes are served below `/api`.
 */
export function demoProvider(initial: Partial<DemoSwitches> = {}): Hono {
  let switches = DemoSwitches.parse(initial);
  let requests = 0;
  const app = new Hono();

  app.get('/health', (c) => c.json({ ok: true, requests }));
  app.get('/control', (c) => c.json(switches));
  app.post('/control', async (c) => {
    const next = DemoSwitches.partial().safeParse(await c.req.json().catch(() => null));
    if (!next.success) return fail(c, 400, next.error.issues[0]?.message ?? 'not valid');
    switches = DemoSwitches.parse({ ...switches, ...next.data });
    return c.json(switches);
  });
  app.get('/v1/models', (c) =>
    c.json({ object: 'list', data: demoModels.map((id) => ({ id, object: 'model', created: CREATED, owned_by: 'demo' })) }),
  );

  app.use('/v1/*', async (c, next) => {
    if (c.req.method !== 'POST') return next();
    requests++;
    if (switches.latencyMs > 0) await sleep(switches.latencyMs);
    if (switches.failEvery > 0 && requests % switches.failEvery === 0) return fail(c, switches.failStatus, 'A failure, as switched on.');
    return next();
  });
  app.post('/v1/chat/completions', async (c) => {
    const body = Chat.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return fail(c, 400, body.error.issues[0]?.message ?? 'not valid');
    return chat(c, body.data, switches.chunkMs);
  });
  app.post('/v1/embeddings', async (c) => {
    const body = Embeddings.safeParse(await c.req.json().catch(() => null));
    if (!body.success) return fail(c, 400, body.error.issues[0]?.message ?? 'not valid');
    return c.json(embeddings(body.data));
  });
  app.route('/api', ollamaRoutes());
  app.notFound((c) => fail(c, 404, `There is no ${c.req.method} ${c.req.path} here.`));
  return app;
}

async function chat(c: Context, body: z.infer<typeof Chat>, chunkMs: number): Promise<Response> {
  const failure = /^demo-error-([45]\d\d)$/.exec(body.model)?.[1];
  if (failure) return fail(c, Number(failure), `${body.model} always fails.`);
  if (body.model === 'demo-slow') await sleep(SLOW_MS);
  const messages: ChatMessage[] = body.messages.map(({ role, content }) => ({ role, content }));
  const content = answerText(body.model, messages);
  const usage = usageOf(messages, content);
  const base = { id: 'chatcmpl-demo', created: CREATED, model: body.model };
  if (!body.stream) {
    const choice = { index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' };
    return c.json({ ...base, object: 'chat.completion', choices: [choice], usage });
  }
  return streamSSE(c, async (stream) => {
    const send = (delta: object, finish: string | null) =>
      stream.writeSSE({
        data: JSON.stringify({ ...base, object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: finish }] }),
      });
    await send({ role: 'assistant', content: '' }, null);
    for (const word of content.match(/\S+\s*/g) ?? []) {
      await send({ content: word }, null);
      if (chunkMs > 0) await sleep(chunkMs);
    }
    await send({}, 'stop');
    if (body.stream_options?.include_usage) {
      await stream.writeSSE({ data: JSON.stringify({ ...base, object: 'chat.completion.chunk', choices: [], usage }) });
    }
    await stream.writeSSE({ data: '[DONE]' });
  });
}

function embeddings(body: z.infer<typeof Embeddings>) {
  const inputs = (Array.isArray(body.input) ? body.input : [body.input]).map((input) => textOf(input));
  const data = inputs.map((text, index) => ({ object: 'embedding', index, embedding: embed(text, body.dimensions ?? 8) }));
  const tokens = inputs.join(' ').split(/\s+/).filter(Boolean).length;
  return { object: 'list', model: body.model, data, usage: { prompt_tokens: tokens, total_tokens: tokens } };
}

function fail(c: Context, status: number, message: string): Response {
  return c.json({ error: { message, type: 'demo_provider', code: String(status) } }, status as 400);
}
