import { AppError, type McpHealth, type McpTrial } from '@regent/core';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { readState } from '../item/state.ts';
import { askEngine } from './ask-engine.ts';
import { McpTools } from './mcp-tools.ts';

const Servers = z.array(
  z.looseObject({ server_id: z.string(), server_name: z.string().nullish(), alias: z.string().nullish() }),
);
const States = z.array(z.looseObject({ server_id: z.string(), status: z.string().nullish() }));

/**
 * Lets the gateway look at every MCP server that it serves; each is spoken to once.
 * @throws AppError `engine-unreachable` when the gateway does not tell
 */
export async function mcpHealth(ctx: Ctx): Promise<McpHealth[]> {
  const names = (await appliedServers(ctx)).map(({ data }) => String(data.name));
  if (names.length === 0) return [];
  const [servers, states] = await Promise.all([
    told(ctx, '/v1/mcp/server', Servers),
    told(ctx, '/v1/mcp/server/health', States),
  ]);
  const stateOf = new Map(states.map(({ server_id, status }) => [server_id, status]));
  return names.map((name) => {
    const server = servers.find((one) => one.server_name === name || one.alias === name);
    return { name, state: wordOf(server && stateOf.get(server.server_id)) };
  });
}

/**
 * The tools of an applied server as the gateway sees them, those that are not allowed included.
 * @throws AppError `not-found` for a server that is not applied
 */
export async function tryAppliedMcp(ctx: Ctx, input: { key: string }): Promise<McpTrial> {
  const server = (await appliedServers(ctx)).find(({ key }) => key === input.key);
  if (server === undefined)
    throw new AppError('not-found', { detail: 'Apply it first: the gateway does not know it.' });
  const query = new URLSearchParams({ mcp_server_name: String(server.data.name), include_disabled_tools: 'true' });
  const { body, answer: _, ...result } = await askEngine(ctx, { method: 'GET', path: `/mcp-rest/tools/list?${query}` });
  const parsed = z
    .object({ tools: McpTools, error: z.string().nullish(), message: z.string().nullish() })
    .safeParse(body);
  if (!result.ok || !parsed.success)
    return { ...result, ok: false, text: faultWords(result.text), answer: '', tools: [] };
  const { tools, error, message } = parsed.data;
  if (error) return { ...result, ok: false, answer: '', text: message ?? error, tools: [] };
  const text = tools.length === 0 ? 'The gateway reaches it; it offers no tool.' : 'The gateway reaches it.';
  return { ...result, answer: '', text, tools };
}

const refused = 'It refuses the gateway (401): check "Signs in with" and the token or key.';

/** LiteLLM tells no more than the class of a fault (its faults/list_outcomes.py); what to look at follows from it. */
const faults: Readonly<Record<string, string>> = {
  unreachable: 'The gateway does not reach it: check the URL, and that the machine of the gateway may go there.',
  timeout: 'It does not answer the gateway in time: check the URL, or raise its timeout.',
  auth_required: refused,
  Unauthorized: refused,
  forbidden: 'It refuses the gateway (403): the token or key may not do this.',
  upstream_error: 'It answers, but not in this protocol: check the path of the URL, and the transport.',
  internal: 'The gateway could not speak with it: check the path of the URL, and the transport. The log says more.',
  server_not_found: 'The gateway does not serve it: the log says why it was left out.',
};

function faultWords(text: string): string {
  const tag = /^\d+: (?<tag>\w+)$/.exec(text)?.groups?.tag ?? '';
  return faults[tag] ?? text;
}

async function appliedServers(ctx: Ctx) {
  return (await readState(ctx.db)).applied.filter(({ kind }) => kind === 'mcp_server');
}

async function told<T>(ctx: Ctx, path: string, Answer: z.ZodType<T>): Promise<T> {
  const { body, text } = await askEngine(ctx, { method: 'GET', path });
  const parsed = Answer.safeParse(body);
  if (!parsed.success) throw new AppError('engine-unreachable', { detail: text });
  return parsed.data;
}

function wordOf(status: string | null | undefined): McpHealth['state'] {
  if (status === 'healthy') return 'healthy';
  return status === 'unhealthy' ? 'failing' : 'unknown';
}
