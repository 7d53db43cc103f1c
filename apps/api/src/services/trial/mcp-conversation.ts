import type { McpTool } from '@regent/core';
import { z } from 'zod';
import { McpTools } from './mcp-tools.ts';

const TIMEOUT_MS = 10_000;
const PROTOCOL = '2025-03-26';
const NOT_MCP = 'The server did not answer in the MCP protocol: check the path of the URL, and the transport.';

const Tools = z.object({ result: z.object({ tools: McpTools }) });

/** The handshake of the protocol, then the question. @throws Error with a sentence, or what fetch throws */
export async function listMcpTools(url: string, headers: Readonly<Record<string, string>>): Promise<McpTool[]> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const hello = { protocolVersion: PROTOCOL, capabilities: {}, clientInfo: { name: 'regent', version: '1' } };
  const first = await post(url, headers, { id: 1, method: 'initialize', params: hello }, signal);
  const session = first.session === null ? headers : { ...headers, 'mcp-session-id': first.session };
  await post(url, session, { method: 'notifications/initialized' }, signal);
  const { message } = await post(url, session, { id: 2, method: 'tools/list' }, signal);
  const parsed = Tools.safeParse(message);
  if (!parsed.success) throw new Error(NOT_MCP);
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
  if (!response.ok) throw new Error(refusalWords(response.status));
  return { session: response.headers.get('mcp-session-id'), message: messageOf(text) };
}

/** With the field to look at. */
function refusalWords(status: number): string {
  if (status === 401) return 'The server refused with 401: check "Signs in with" and the token or key.';
  if (status === 403) return 'The server refused with 403: the token or key may not do this.';
  if (status === 404 || status === 405) return `The server answered with ${status}: check the path of the URL.`;
  if (status >= 300 && status < 400)
    return `The server answered with ${status}, a redirect: type the URL that it leads to.`;
  return `The server answered with ${status}.`;
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

/** What went wrong in a conversation, in words; the address and the token are never part of it. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'The server could not be asked.';
  if (error.name === 'TimeoutError') return `The server did not answer within ${TIMEOUT_MS / 1000} s.`;
  if (error.cause === undefined) return error.message;
  const code = error.cause instanceof Error && 'code' in error.cause ? error.cause.code : null;
  if (code === 'ECONNREFUSED') return 'The server cannot be reached: nothing listens at the URL.';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'The server cannot be reached: the name of its host is not known here.';
  return 'The server cannot be reached from here: check the URL.';
}
