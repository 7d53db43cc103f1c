/** The cache that is applied, as it is right now. What could not be learnt is null or said in words, never zero. */
export type CacheView =
  | { readonly state: 'off' }
  /** Kept where nobody can look: in each worker's memory, on disk, in an object store. */
  | { readonly state: 'hidden'; readonly type: string }
  /** Regent does not know the way to the store, or may not take it; the gateway can still be asked once (a trial). */
  | { readonly state: 'unseen'; readonly type: string; readonly reason: string }
  /** Regent asked and got no answer. */
  | { readonly state: 'away'; readonly type: string; readonly reason: string }
  | CacheUp;

export interface CacheUp {
  readonly state: 'up';
  readonly type: string;
  readonly namespace: string | null;
  /** One PING and its answer; the slowest of several. */
  readonly roundTripMs: number;
  readonly place: StorePlace;
  /** Of all masters of a cluster together. */
  readonly stats: StoreStats;
  /** Cached answers can be counted and deleted from here. */
  readonly flushable: boolean;
}

/** How the store is made up, as far as Regent had to find its way. */
export type StorePlace =
  | { readonly kind: 'server' }
  | { readonly kind: 'cluster'; readonly masters: number }
  /** `master` is the server that the sentinels name right now, as `host:port`. */
  | { readonly kind: 'sentinels'; readonly service: string; readonly master: string };

/** What the store says of itself: of everything in it, not of the gateway's part alone. */
export interface StoreStats {
  /** For people: `Redis 7.0.15`, `Valkey 8.1.1`. */
  readonly server: string | null;
  readonly usedBytes: number | null;
  readonly peakBytes: number | null;
  /** Null also where there is no limit. */
  readonly limitBytes: number | null;
  readonly hits: number | null;
  readonly misses: number | null;
  readonly evicted: number | null;
  readonly expired: number | null;
  /** Of the database that the cache is in. */
  readonly keys: number | null;
  readonly clients: number | null;
  readonly uptimeSeconds: number | null;
}

/** Cached answers of the applied cache, beside what else the gateway keeps under the same namespace. */
export interface CacheCount {
  readonly namespace: string | null;
  readonly answers: number;
  /** Rate limits, cooldowns, spend that waits to be written: never deleted from here. */
  readonly others: number;
  /** False when the bound was reached first. */
  readonly complete: boolean;
}

export interface CacheFlush {
  readonly deleted: number;
  /** False when the bound was reached first; asking again goes on. */
  readonly complete: boolean;
}
