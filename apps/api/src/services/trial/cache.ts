import { type CacheTrial, isJsonObject } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { askEngine } from './ask-engine.ts';

/** What Redis' INFO calls them, in the order in which people look. */
const shown: readonly (readonly [key: string, label: string])[] = [
  ['used_memory_human', 'Memory'],
  ['used_memory_peak_human', 'Memory at most'],
  ['keyspace_hits', 'Hits'],
  ['keyspace_misses', 'Misses'],
  ['evicted_keys', 'Evicted'],
  ['connected_clients', 'Clients'],
  ['uptime_in_days', 'Up, in days'],
  ['redis_version', 'Version'],
];

/** Asks the gateway whether it reaches its cache, by writing and reading one entry, and what the store says of itself. */
export async function tryCache(ctx: Ctx): Promise<CacheTrial> {
  const { body, ...ping } = await askEngine(ctx, { method: 'GET', path: '/cache/ping' });
  const type = isJsonObject(body) ? body.cache_type : null;
  const info = ping.ok ? await askEngine(ctx, { method: 'GET', path: '/cache/redis/info' }) : null;
  return {
    ...ping,
    answer: '',
    text: ping.ok ? 'The gateway wrote to its cache and read it back.' : ping.text,
    type: typeof type === 'string' ? type : null,
    stats: statsOf(info?.body ?? null),
  };
}

function statsOf(body: unknown): CacheTrial['stats'] {
  const info = isJsonObject(body) ? body.info : null;
  if (!isJsonObject(info)) return [];
  return shown.flatMap(([key, label]) => {
    const value = info[key];
    return typeof value === 'string' || typeof value === 'number' ? [{ label, value: String(value) }] : [];
  });
}
