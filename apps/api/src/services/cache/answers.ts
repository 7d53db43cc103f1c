import { AppError, type CacheCount, type CacheFlush } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { vaultRedactor } from '../apply/redactor.ts';
import { appliedCache } from './applied.ts';
import { StoreError } from './server.ts';
import { type Store, type StoreNode, withStore } from './store.ts';

/** A scan sees at most so many keys and lasts at most so long; what is left is said. */
const KEYS_MAX = 2_000_000;
const SCAN_MS = 20_000;

/**
 * The key of a cached answer ends with the SHA-256 of the question. Everything else under the namespace (rate limits,
 * cooldowns, spend that waits to be written) is the gateway's memory and stays.
 */
const isAnswer = (key: string) => /(^|:)[0-9a-f]{64}$/.test(key);

/** Counts the cached answers of the applied cache. Reads every key's name: only when somebody asks. */
export function countAnswers(ctx: Ctx): Promise<CacheCount> {
  return onKeys(ctx, async ({ store, namespace }) => {
    const count = { answers: 0, others: 0 };
    const complete = await eachPage(store, namespace, async (keys) => {
      const answers = keys.filter(isAnswer).length;
      count.answers += answers;
      count.others += keys.length - answers;
    });
    return { namespace, ...count, complete };
  });
}

/** Deletes the cached answers of the applied cache and nothing else. One audit row says how many. */
export async function flushAnswers(ctx: Ctx): Promise<CacheFlush> {
  const { namespace, ...flush } = await onKeys(ctx, async ({ store, namespace: named }) => {
    const gone = { deleted: 0, moved: 0 };
    const complete = await eachPage(store, named, async (keys, node) => {
      const answers = keys.filter(isAnswer);
      if (answers.length === 0) return;
      const { deleted, moved } = await node.unlink(answers);
      gone.deleted += deleted;
      gone.moved += moved;
    });
    return { namespace: named, deleted: gone.deleted, complete: complete && gone.moved === 0 };
  });
  await write(ctx, async (w) => w.audit('cache.flush', namespace ?? 'no namespace', `${flush.deleted} answers`));
  return flush;
}

/** True when the scan came to its end on every node. A key may be seen twice while the store grows. */
async function eachPage(
  store: Store,
  namespace: string | null,
  see: (keys: readonly string[], node: StoreNode) => Promise<void>,
): Promise<boolean> {
  const match = namespace === null ? '*' : `${escapeGlob(namespace)}:*`;
  const end = performance.now() + SCAN_MS;
  let seen = 0;
  for (const node of store.nodes) {
    let cursor = '0';
    do {
      if (seen >= KEYS_MAX || performance.now() >= end) return false;
      const page = await node.scan(cursor, match);
      // A scan that finds little still goes through every key; each step counts.
      seen += Math.max(page.keys.length, 1);
      await see(page.keys, node);
      cursor = page.cursor;
    } while (cursor !== '0');
  }
  return true;
}

const escapeGlob = (text: string) => text.replaceAll(/[\\*?[\]^-]/g, String.raw`\$&`);

/** @throws AppError `bad-input` where there is no plain Redis, `store-unreachable` where Regent does not reach it */
async function onKeys<T>(ctx: Ctx, work: (at: { store: Store; namespace: string | null }) => Promise<T>): Promise<T> {
  const cache = await appliedCache(ctx);
  if (cache.state !== 'store' || cache.type !== 'redis')
    throw new AppError('bad-input', {
      detail: 'Only the answers in a plain Redis or Valkey can be counted and deleted.',
    });
  const { address, namespace } = cache;
  if ('unseen' in address) throw new AppError('store-unreachable', { detail: address.unseen });
  if ('refused' in address) throw new AppError('store-unreachable', { detail: address.refused });
  try {
    return await withStore(address, (store) => work({ store, namespace }));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const redact = await vaultRedactor(ctx);
    throw new AppError('store-unreachable', { detail: redact(error.message), cause: error });
  }
}
