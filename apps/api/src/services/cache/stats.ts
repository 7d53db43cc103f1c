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

/** Of the masters of a cluster together: what can be added is, and it has been up as long as its youngest. */
export function sumStats(nodes: readonly StoreStats[]): StoreStats {
  const [first] = nodes;
  if (first === undefined) throw new Error('A store has at least one node.');
  const told = (name: Exclude<keyof StoreStats, 'server'>): readonly number[] | null => {
    const values = nodes.map((node) => node[name]);
    return values.every((value) => value !== null) ? values : null;
  };
  const sum = (name: Exclude<keyof StoreStats, 'server'>) =>
    told(name)?.reduce((total, value) => total + value, 0) ?? null;
  const uptimes = told('uptimeSeconds');
  return {
    server: first.server,
    usedBytes: sum('usedBytes'),
    peakBytes: sum('peakBytes'),
    limitBytes: sum('limitBytes'),
    hits: sum('hits'),
    misses: sum('misses'),
    evicted: sum('evicted'),
    expired: sum('expired'),
    keys: sum('keys'),
    clients: sum('clients'),
    uptimeSeconds: uptimes === null ? null : Math.min(...uptimes),
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
