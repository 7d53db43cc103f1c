import { isJsonObject, type StoreStats } from '@regent/core';

/** Numbers of INFO, from the store itself (all texts) or through the gateway (numbers and maps). */
export function statsOf(info: Readonly<Record<string, unknown>>, keys: number | null): StoreStats {
  const number = (name: string): number | null => {
    const value = info[name];
    const read = typeof value === 'string' && value !== '' ? Number(value) : value;
    return typeof read === 'number' && Number.isFinite(read) ? read : null;
  };
  const limit = number('maxmemory');
  return {
    server: serverOf(info),
    usedBytes: number('used_memory'),
    peakBytes: number('used_memory_peak'),
    limitBytes: limit === 0 ? null : limit,
    hits: number('keyspace_hits'),
    misses: number('keyspace_misses'),
    evicted: number('evicted_keys'),
    expired: number('expired_keys'),
    keys,
    clients: number('connected_clients'),
    uptimeSeconds: number('uptime_in_seconds'),
  };
}

/** Keys of all databases, as the gateway's answer tells them: `{ db0: { keys: 3 } }`. */
export function keysOf(info: Readonly<Record<string, unknown>>): number | null {
  const databases = Object.entries(info).flatMap(([name, value]) =>
    /^db\d+$/.test(name) && isJsonObject(value) && typeof value.keys === 'number' ? [value.keys] : [],
  );
  return databases.length === 0 ? null : databases.reduce((sum, keys) => sum + keys, 0);
}

/** Valkey names an old Redis for the sake of clients, and itself beside it. */
function serverOf({ valkey_version: valkey, redis_version: redis }: Readonly<Record<string, unknown>>): string | null {
  if (typeof valkey === 'string') return `Valkey ${valkey}`;
  return typeof redis === 'string' ? `Redis ${redis}` : null;
}
