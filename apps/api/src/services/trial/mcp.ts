import { isJsonObject, type JsonObject, type McpTool, type McpTrial } from '@regent/core';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { createRedactor, vaultRedactor } from '../apply/redactor.ts';
import { type ConfigState, readState } from '../item/state.ts';
import { guardSavedAddress } from '../model/saved-address.ts';
import { clearText, UnseenVariable } from '../model/upstream.ts';
import { McpTools } from './mcp-tools.ts';

const TIMEOUT_MS = 10_000;
const PROTOCOL = '2025-03-26';

const Tools = z.object({ result: z.object({ tools: McpTools }) });

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
  if (server.transport === 'sse') return done(null, 'A server that speaks SSE can only be asked once it is applied.');
  try {
    const tools = await listTools(server.url, headersOf(server, signIn));
    return done(tools, tools.length === 0 ? 'The server answered; it offers no tool.' : 'The server answered.');
  } catch (error) {
    return done(null, reasonOf(error));
  }
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

/** The handshake of the protocol, then the question. @throws Error with a sentence, or what fetch throws */
async function listTools(url: string, headers: Readonly<Record<string, string>>): Promise<McpTool[]> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const hello = { protocolVersion: PROTOCOL, capabilities: {}, clientInfo: { name: 'regent', version: '1' } };
  const first = await post(url, headers, { id: 1, method: 'initialize', params: hello }, signal);
  const session = first.session === null ? headers : { ...headers, 'mcp-session-id': first.session };
  await post(url, session, { method: 'notifications/initialized' }, signal);
  const { message } = await post(url, session, { id: 2, method: 'tools/list' }, signal);
  const parsed = Tools.safeParse(message);
  if (!parsed.success) throw new Error('The server did not answer in the MCP protocol.');
  return parsed.data.result.tools;
}

async function post(
  url: string,
  headers: Readonly<Record<string, string>>,
  call: object,
  signal: AbortSignal,
): Promise<{ session: string | null; message: unknown }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify({ jsonrpc: '2.0', ...call }),
    // A redirect could carry the token to another host.
    redirect: 'manual',
    signal,
  });
  const text = await response.text();
  if (response.status === 401 || response.status === 403)
    throw new Error(`The server refused with ${response.status}: check how it signs in.`);
  if (!response.ok) throw new Error(`The server answered with ${response.status}.`);
  return { session: response.headers.get('mcp-session-id'), message: messageOf(text) };
}

/** Plain JSON, or the first data line of an event stream. */
function messageOf(text: string): unknown {
  const line = text.split('\n').find((one) => one.startsWith('data:'));
  try {
    return JSON.parse(line === undefined ? text : line.slice('data:'.length));
  } catch {
    return null;
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

/** The address and the token are never part of it. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'The server could not be asked.';
  if (error.name === 'TimeoutError') return `The server did not answer within ${TIMEOUT_MS / 1000} s.`;
  return error.cause === undefined ? error.message : 'The server cannot be reached.';
}
