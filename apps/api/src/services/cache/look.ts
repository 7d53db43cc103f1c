import type { CacheUp, CacheView } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { vaultRedactor } from '../apply/redactor.ts';
import { type AppliedCache, appliedCache } from './applied.ts';
import { statsOf } from './stats.ts';
import { type StoreAddress, StoreError, withStore } from './store.ts';

/**
 * Looks at the store of the applied cache. Writes nothing and leaves the gateway alone, so that it may be asked every
 * few seconds: LiteLLM waits for its store while every other request of the worker waits too.
 */
export async function lookAtCache(ctx: Ctx): Promise<CacheView> {
  const cache = await appliedCache(ctx);
  if (cache.state !== 'store') return cache;
  const { type, address } = cache;
  if ('unseen' in address) return { state: 'unseen', type, reason: address.unseen };
  try {
    return await lookAt(cache, address);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const redact = await vaultRedactor(ctx);
    return { state: 'away', type, reason: redact(error.message) };
  }
}

function lookAt(cache: Extract<AppliedCache, { state: 'store' }>, address: StoreAddress): Promise<CacheUp> {
  return withStore(address, async (store) => {
    const startedAt = performance.now();
    await store.ping();
    const roundTripMs = performance.now() - startedAt;
    const stats = statsOf(await store.info(), await store.size());
    const { type, namespace } = cache;
    return { state: 'up', type, namespace, roundTripMs, stats, flushable: type === 'redis' };
  });
}
