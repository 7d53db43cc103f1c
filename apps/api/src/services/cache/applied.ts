import { isJsonObject, type Json, type JsonObject } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { readState } from '../item/state.ts';
import { type NoAddress, type StoreAddress, storeAddress } from './store-address.ts';

/** The cache that the gateway was told to use, and how to reach its store. */
export type AppliedCache =
  | { readonly state: 'off' }
  | { readonly state: 'hidden'; readonly type: string }
  | {
      readonly state: 'store';
      readonly type: string;
      readonly namespace: string | null;
      readonly address: StoreAddress | NoAddress;
    };

const storeTypes = ['redis', 'redis-semantic', 'valkey-semantic'];

/** Reads what is applied, not what is staged: it is asked about what runs. */
export async function appliedCache(ctx: Ctx): Promise<AppliedCache> {
  const { applied } = await readState(ctx.db);
  const settings = mapOf(applied.find(({ kind }) => kind === 'cache')?.data.litellm_settings);
  if (settings.cache !== true) return { state: 'off' };
  const params = mapOf(settings.cache_params);
  const type = typeof params.type === 'string' ? params.type : 'redis';
  if (!isStoreType(type)) return { state: 'hidden', type };
  return {
    state: 'store',
    type,
    namespace: textOf(params.namespace),
    address: await storeAddress(ctx, applied, params),
  };
}

/** Kinds of cache that live in a Redis or Valkey. */
export const isStoreType = (type: string): boolean => storeTypes.includes(type);

const mapOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const textOf = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
