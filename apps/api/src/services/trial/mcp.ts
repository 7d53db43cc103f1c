import { isJsonObject, type JsonObject, type McpTool, type McpTrial } from '@regent/core';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { createRedactor, vaultRedactor } from '../apply/redactor.ts';
import { type ConfigState, readState } from '../item/state.ts';
import { guardSavedAddress } from '../model/saved-address.ts';
import { clearText, UnseenVariable } from '../model/upstream.ts';
import { askEngine } from './ask-engine.ts';
import { listMcpTools, reasonOf } from './mcp-conversation.ts';
import { McpTools } from './mcp-tools.ts';

const NO_TOOL = 'The server answered; it offers no tool.';

const Preview = z.object({ tools: McpTools.optional(), message: z.string().nullish() });

/** Asks an MCP server for its tools with what is typed, before anything is saved. Secrets come from the vault. */
export async function tryMcpServer(ctx: Ctx, input: { data: JsonObject }): Promise<McpTrial> {
  const startedAt = ctx.clock().getTime();
  const server = isJsonObject(input.data.server) ? input.data.server : {};
  const state = await readState(ctx.db);
  guardAddress(state, server);
  const signIn = await signInOf(ctx, state, server);
  const token = signIn instanceof UnseenVariable ? null : signIn.token;
  const known = await vaultRedactor(ctx);
  const typed = createRedactor(token === null ? [] : [token]);
  const done = (tools: readonly McpTool[] | null, text: string): McpTrial => ({
    ok: tools !== null,
    durationMs: ctx.clock().getTime() - startedAt,
    text: typed(known(text)),
    answer: '',
    tools: tools ?? [],
  });
  if (typeof server.url !== 'string' || !/^https?:\/\//.test(server.url))
    return done(null, 'Only a server with an http address can be asked from here.');
  if (signIn instanceof UnseenVariable)
    return done(null, `${signIn.message} Apply the server and ask through the gateway.`);
  if (server.transport === 'sse') {
    const { ok, text, tools } = await askThroughGateway(ctx, server, signIn);
    return done(ok ? tools : null, text);
  }
  try {
    const tools = await listMcpTools(server.url, headersOf(server, signIn));
    return done(tools, tools.length === 0 ? NO_TOOL : 'The server answered.');
  } catch (error) {
    return done(null, reasonOf(error));
  }
}

/** SSE is a conversation of two streams, which LiteLLM knows to hold; it is given what is typed and keeps nothing of it. */
async function askThroughGateway(ctx: Ctx, server: JsonObject, { token, headers }: SignIn): Promise<McpTrial> {
  const { body, ...result } = await askEngine(ctx, {
    method: 'POST',
    path: '/mcp-rest/test/tools/list',
    body: {
      ...{ url: server.url, transport: 'sse', static_headers: headers },
      ...(typeof server.auth_type === 'string' ? { auth_type: server.auth_type } : {}),
      ...(token === null ? {} : { credentials: { auth_value: token } }),
    },
  });
  const parsed = Preview.safeParse(body);
  if (!result.ok || !parsed.success) return { ...result, ok: false, tools: [] };
  const { tools, message } = parsed.data;
  if (tools === undefined) return { ...result, ok: false, text: message ?? 'The gateway found no tools.', tools: [] };
  return { ...result, text: tools.length === 0 ? NO_TOOL : 'The server answered the gateway.', tools };
}

/** No stored token and no stored header goes to a server that it is not saved with. @throws AppError `bad-input` */
function guardAddress(state: ConfigState, server: JsonObject): void {
  const headers = isJsonObject(server.static_headers) ? Object.values(server.static_headers) : [];
  for (const value of [server.auth_value, server.authentication_token, ...headers])
    guardSavedAddress(state, value, server.url);
}

interface SignIn {
  readonly token: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

async function signInOf(ctx: Ctx, state: ConfigState, server: JsonObject): Promise<SignIn | UnseenVariable> {
  try {
    const token = await clearText(ctx, state, server.auth_value ?? server.authentication_token);
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(isJsonObject(server.static_headers) ? server.static_headers : {})) {
      const text = await clearText(ctx, state, value);
      if (text !== null) headers[name] = text;
    }
    return { token, headers };
  } catch (error) {
    if (error instanceof UnseenVariable) return error;
    throw error;
  }
}

function headersOf(server: JsonObject, { token, headers }: SignIn): Readonly<Record<string, string>> {
  if (token === null) return headers;
  switch (server.auth_type) {
    case 'api_key':
      return { ...headers, 'x-api-key': token };
    case 'basic':
      return { ...headers, authorization: `Basic ${token}` };
    case 'authorization':
      return { ...headers, authorization: token };
    case 'token':
      return { ...headers, authorization: `token ${token}` };
    default:
      return { ...headers, authorization: `Bearer ${token}` };
  }
}
