import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { demoModels } from './answers.ts';
import { Chat, chat, CREATED, Embeddings, embeddings } from './completions.ts';
import { failure } from './failure.ts';
import { mcpRoutes } from './mcp.ts';
import { ollamaRoutes } from './ollama.ts';
import { type RequestLog, requestLog, shownHeaders } from './requests.ts';
import { searchRoutes } from './search.ts';
import { DemoSwitches, takeFailure, takesKey } from './switches.ts';

const Named = z.looseObject({ model: z.string().default('') });

/**
 * A small OpenAI-compatible provider (chat with streaming and usage, embeddings, models) that needs no account. It is
 * deterministic; latency, failures and the keys it takes can be switched at `/control`, and `/requests` tells what
 * it was asked. Beside it: Ollama's own routes below `/api`, a search engine at `/search`, an MCP server at `/mcp`, and
 * `/echo`, which answers any request with what arrived.
 */
export function demoProvider(initial: Partial<DemoSwitches> = {}): Hono {
  let switches = DemoSwitches.parse(initial);
  let requests = 0;
  const log = requestLog();
  const app = new Hono();

  app.get('/health', (c) => c.json({ ok: true, requests }));
  app.get('/control', (c) => c.json(switches));
  app.post('/control', async (c) => {
    const next = DemoSwitches.safeParse({ ...switches, ...(await c.req.json().catch(() => ({ latencyMs: null }))) });
    if (!next.success) return invalid(c, next.error);
    switches = next.data;
    return c.json(switches);
  });
  app.get('/requests', (c) => c.json(log.view(c.req.query('model'))));
  app.delete('/requests', (c) => {
    log.clear();
    return c.body(null, 204);
  });
  app.use('/v1/*', async (c, next) => {
    if (takesKey(switches, c.req.header('authorization'))) return next();
    return failure(c, { failStatus: 401, failCode: 'invalid_api_key', failMessage: 'This key is not known here.' });
  });
  app.get('/v1/models', (c) =>
    c.json({
      object: 'list',
      data: demoModels.map((id) => ({ id, object: 'model', created: CREATED, owned_by: 'demo' })),
    }),
  );

  app.use('/v1/*', async (c, next) => {
    if (c.req.method !== 'POST') return next();
    requests++;
    const model = await record(c, log);
    const due = takeFailure(switches, model);
    const latencyMs = switches.latencyMs + (switches.models[model]?.latencyMs ?? 0);
    if (latencyMs > 0) await sleep(latencyMs);
    if (due) return failure(c, due);
    if (switches.failEvery > 0 && requests % switches.failEvery === 0)
      return failure(c, { failStatus: switches.failStatus, failMessage: 'A failure, as switched on.' });
    return next();
  });
  app.post('/v1/chat/completions', async (c) => {
    const body = Chat.safeParse(await c.req.json().catch(() => null));
    return body.success ? chat(c, body.data, switches.chunkMs) : invalid(c, body.error);
  });
  app.post('/v1/embeddings', async (c) => {
    const body = Embeddings.safeParse(await c.req.json().catch(() => null));
    return body.success ? c.json(embeddings(body.data)) : invalid(c, body.error);
  });
  app.route('/api', ollamaRoutes());
  app.route('/search', searchRoutes());
  app.route('/mcp', mcpRoutes());
  app.all('/echo/*', async (c) =>
    c.json({
      method: c.req.method,
      path: c.req.path,
      query: c.req.query(),
      headers: shownHeaders(c.req.raw.headers),
      body: await c.req.text(),
    }),
  );
  app.notFound((c) => failure(c, { failStatus: 404, failMessage: `There is no ${c.req.method} ${c.req.path} here.` }));
  return app;
}

/** Notes the request; gives the upstream model that it names, or nothing. */
async function record(c: Context, log: RequestLog): Promise<string> {
  const body: unknown = await c.req.json().catch(() => null);
  const model = Named.safeParse(body).data?.model ?? '';
  log.add({ path: c.req.path, model, headers: shownHeaders(c.req.raw.headers), body });
  return model;
}

const invalid = (c: Context, error: z.ZodError): Response =>
  failure(c, { failStatus: 400, failMessage: error.issues[0]?.message ?? 'not valid' });
