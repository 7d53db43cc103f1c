import { Hono } from 'hono';
import { z } from 'zod';

const Message = z.looseObject({
  id: z.union([z.string(), z.number()]).optional(),
  method: z.string(),
  params: z.looseObject({}).optional(),
});
const Call = z.looseObject({ name: z.string(), arguments: z.looseObject({ text: z.string() }) });

const TOOLS = ['shout', 'whisper'] as const;
const PROTOCOL = '2025-03-26';
const INVALID_PARAMS = -32602;
const METHOD_NOT_FOUND = -32601;

/** A Model Context Protocol server over plain HTTP answers (no session, no stream) with two tools that change letters. */
export function mcpRoutes(): Hono {
  const app = new Hono();
  app.post('/', async (c) => {
    const message = Message.safeParse(await c.req.json().catch(() => null));
    if (!message.success) return c.json({ error: 'not a JSON-RPC message' }, 400);
    const { id, method, params } = message.data;
    if (id === undefined) return c.body(null, 202);
    return c.json({ jsonrpc: '2.0', id, ...answer(method, params) });
  });
  // A client may ask for a stream of server messages; there are none.
  app.get('/', (c) => c.json({ error: 'no stream here' }, 405));
  return app;
}

function answer(method: string, params: unknown): object {
  switch (method) {
    case 'initialize':
      return {
        result: {
          protocolVersion: PROTOCOL,
          capabilities: { tools: {} },
          serverInfo: { name: 'demo', version: '1.0.0' },
        },
      };
    case 'ping':
      return { result: {} };
    case 'tools/list':
      return { result: { tools: TOOLS.map(toolOf) } };
    case 'tools/call':
      return callTool(params);
    default:
      return { error: { code: METHOD_NOT_FOUND, message: `There is no ${method} here.` } };
  }
}

const toolOf = (name: (typeof TOOLS)[number]) => ({
  name,
  description: `Gives the text back to ${name} it.`,
  inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
});

function callTool(params: unknown): object {
  const call = Call.safeParse(params);
  const name = TOOLS.find((tool) => tool === call.data?.name);
  if (!call.success || !name) return { error: { code: INVALID_PARAMS, message: 'no such tool, or no text' } };
  const { text } = call.data.arguments;
  return { result: { content: [{ type: 'text', text: name === 'shout' ? text.toUpperCase() : text.toLowerCase() }] } };
}
