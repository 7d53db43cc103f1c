import type { KeyPage, VirtualKeyView } from '@regent/core';
import { z } from 'zod';
import { callEngine, type EngineConnection } from './connection.ts';

/**
 * Virtual keys live in LiteLLM and are changed only through its admin API (SQL would go behind its caches). The key in
 * clear appears once, in the answer of {@link createKey}; `/key/delete` echoes it, so its answer is never passed on.
 */
export interface KeyWishes {
  readonly alias?: string | null;
  readonly models?: readonly string[];
  readonly maxBudget?: number | null;
  /** `30d`, `24h`, `1mo`. */
  readonly budgetDuration?: string | null;
  /** Until it expires, as duration; null = never. */
  readonly duration?: string | null;
  readonly rpmLimit?: number | null;
  readonly tpmLimit?: number | null;
  readonly maxParallelRequests?: number | null;
  readonly userId?: string | null;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export interface KeyListOptions {
  /** From 1. */
  readonly page: number;
  /** At most 100. */
  readonly size: number;
  /** Matches the alias (LiteLLM: exact) when given. */
  readonly alias?: string;
  readonly sortBy?: 'spend' | 'max_budget' | 'created_at' | 'expires' | 'key_alias';
  readonly sortOrder?: 'asc' | 'desc';
}

const KeyRow = z.looseObject({
  token: z.string(),
  key_name: z.string().nullish(),
  key_alias: z.string().nullish(),
  models: z.array(z.string()).nullish(),
  spend: z.number().nullish(),
  max_budget: z.number().nullish(),
  budget_duration: z.string().nullish(),
  expires: z.string().nullish(),
  blocked: z.boolean().nullish(),
  rpm_limit: z.number().nullish(),
  tpm_limit: z.number().nullish(),
  max_parallel_requests: z.number().nullish(),
  created_at: z.string().nullish(),
  user_id: z.string().nullish(),
  team_id: z.string().nullish(),
});
/** A row may be a bare token, and a token that is no hash is a key in clear: neither is passed on. */
const KeyRows = z
  .array(z.union([KeyRow, z.string()]))
  .transform((rows) => rows.filter((row) => typeof row !== 'string' && !row.token.startsWith('sk-')))
  .pipe(z.array(KeyRow));
const KeyList = z.object({
  keys: KeyRows,
  total_count: z.number(),
  current_page: z.number(),
  total_pages: z.number(),
});
const Created = z.looseObject({ key: z.string(), token_id: z.string().nullish(), token: z.string().nullish() });
const Anything = z.unknown();

export async function listKeys(connection: EngineConnection, options: KeyListOptions): Promise<KeyPage> {
  const query = new URLSearchParams({
    page: String(options.page),
    size: String(options.size),
    return_full_object: 'true',
    include_team_keys: 'true',
    sort_by: options.sortBy ?? 'created_at',
    sort_order: options.sortOrder ?? 'desc',
    ...(options.alias ? { key_alias: options.alias } : {}),
  });
  const answer = await callEngine(connection, { method: 'GET', path: `/key/list?${query}`, answer: KeyList });
  return {
    keys: answer.keys.map(toView),
    total: answer.total_count,
    page: answer.current_page,
    pages: answer.total_pages,
  };
}

/** The new key in clear (this once) and LiteLLM's hash of it. */
export async function createKey(
  connection: EngineConnection,
  wishes: KeyWishes,
): Promise<{ key: string; token: string }> {
  const body = toBody(wishes);
  const answer = await callEngine(connection, { method: 'POST', path: '/key/generate', body, answer: Created });
  const token = answer.token_id ?? answer.token;
  if (!token) throw new Error('LiteLLM made a key but did not say its hash.');
  return { key: answer.key, token };
}

export async function keyInfo(connection: EngineConnection, token: string): Promise<VirtualKeyView> {
  const path = `/key/info?key=${encodeURIComponent(token)}`;
  const answer = await callEngine(connection, {
    method: 'GET',
    path,
    answer: z.object({ key: z.string(), info: KeyRow.omit({ token: true }) }),
  });
  return toView({ ...answer.info, token });
}

export async function updateKey(connection: EngineConnection, token: string, wishes: KeyWishes): Promise<void> {
  await callEngine(connection, {
    method: 'POST',
    path: '/key/update',
    body: { key: token, ...toBody(wishes) },
    answer: Anything,
  });
}

export async function blockKey(connection: EngineConnection, token: string, blocked: boolean): Promise<void> {
  const path = blocked ? '/key/block' : '/key/unblock';
  await callEngine(connection, { method: 'POST', path, body: { key: token }, answer: Anything });
}

export async function deleteKeys(connection: EngineConnection, tokens: readonly string[]): Promise<void> {
  await callEngine(connection, { method: 'POST', path: '/key/delete', body: { keys: tokens }, answer: Anything });
}

function toBody(wishes: KeyWishes): Record<string, unknown> {
  const fields: Record<string, unknown> = {
    key_alias: wishes.alias,
    models: wishes.models,
    max_budget: wishes.maxBudget,
    budget_duration: wishes.budgetDuration,
    duration: wishes.duration,
    rpm_limit: wishes.rpmLimit,
    tpm_limit: wishes.tpmLimit,
    max_parallel_requests: wishes.maxParallelRequests,
    user_id: wishes.userId,
    metadata: wishes.metadata,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function toView(row: z.infer<typeof KeyRow>): VirtualKeyView {
  return {
    token: row.token,
    masked: row.key_name ?? 'sk-...',
    alias: row.key_alias ?? null,
    models: row.models ?? [],
    spend: row.spend ?? 0,
    maxBudget: row.max_budget ?? null,
    budgetDuration: row.budget_duration ?? null,
    expiresAt: row.expires ?? null,
    blocked: row.blocked ?? false,
    rpmLimit: row.rpm_limit ?? null,
    tpmLimit: row.tpm_limit ?? null,
    maxParallelRequests: row.max_parallel_requests ?? null,
    createdAt: row.created_at ?? null,
    userId: row.user_id ?? null,
    teamId: row.team_id ?? null,
  };
}
