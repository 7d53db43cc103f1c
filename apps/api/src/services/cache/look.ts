import type { CacheUp, CacheView } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { vaultRedactor } from '../apply/redactor.ts';
import { type AppliedCache, appliedCache } from './applied.ts';
import { StoreError } from './server.ts';
import { statsOf, sumStats } from './stats.ts';
import { type StoreNode, withStore } from './store.ts';
import type { StoreAddress } from './store-address.ts';

/**
 * Looks at the store of the applied cache. Writes nothing and leaves the gateway alone, so that it may be asked every
 * few seconds: LiteLLM waits for its store while every other request of the worker waits too.
 */
export async function lookAtCache(ctx: Ctx): Promise<CacheView> {
  const cache = await appliedCache(ctx);
  if (cache.state !== 'store') return cache;
  const { type, address } = cache;
  if ('unseen' in address) return { state: 'unseen', type, reason: address.unseen };
  if ('refused' in address) return { state: 'away', type, reason: address.refused };
  try {
    return await lookAt(cache, address);
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const redact = await vaultRedactor(ctx);
    return { state: 'away', type, reason: redact(error.message) };
  }
}

function lookAt(cache: Extract<AppliedCache, { state: 'store' }>, address: StoreAddress): Promise<CacheUp> {
  return withStore(address, async ({ nodes }) => {
    const startedAt = performance.now();
    await Promise.all(nodes.map((node) => node.ping()));
    const roundTripMs = performance.now() - startedAt;
    const stats = await Promise.all(nodes.map(async (node) => statsOf(await node.info(), await node.size())));
    const { type, namespace } = cache;
    const common = { type, namespace, roundTripMs, flushable: type === 'redis' };
    return { state: 'up', ...common, place: placeOf(address, nodes), stats: sumStats(stats) };
  });
}

function placeOf(address: StoreAddress, nodes: readonly StoreNode[]): CacheUp['place'] {
  if (address.kind === 'cluster') return { kind: 'cluster', masters: nodes.length };
  if (address.kind !== 'sentinels') return { kind: 'server' };
  return { kind: 'sentinels', service: address.service, master: nodes[0]?.name ?? '' };
}
