import { equalJson, isJsonObject, type Item, type Json, type JsonObject, type TrialResult } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { createRedactor, vaultRedactor } from '../apply/redactor.ts';
import { type ConfigState, readState } from '../item/state.ts';
import { guardSavedAddress, storePlace } from '../model/saved-address.ts';
import { isStoreType, storeAddress } from './applied.ts';
import { statsOf } from './stats.ts';
import { type StoreAddress, StoreError, withStore } from './store.ts';

/**
 * Connects to the store of typed cache settings, before anything is saved, and writes nothing to it.
 * @throws AppError `bad-input` for a stored password at an address that it is not saved with
 */
export async function tryTypedStore(ctx: Ctx, input: { data: JsonObject }): Promise<TrialResult> {
  const startedAt = ctx.clock().getTime();
  const done = (ok: boolean, text: string): TrialResult => ({
    ...{ ok, text, answer: '' },
    durationMs: ctx.clock().getTime() - startedAt,
  });
  const params = paramsOf(input.data);
  const type = typeof params.type === 'string' ? params.type : 'redis';
  if (!isStoreType(type)) return done(false, `A cache of type ${type} has no store that could be asked.`);
  const state = await readState(ctx.db);
  for (const secret of [params.password, params.url]) guardSavedAddress(state, secret, storePlace(params));
  const address = await storeAddress(ctx, variablesFor(state, params), params);
  if ('unseen' in address) return done(false, `Not tested: ${address.unseen}`);
  try {
    return done(true, await greet(address));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const known = await vaultRedactor(ctx);
    return done(false, createRedactor(secretsOf(address))(known(error.message)));
  }
}

/** The password that the engine takes from its environment by itself goes to no address that nobody has saved either. */
function variablesFor(state: ConfigState, params: JsonObject): readonly Item[] {
  const isSaved = [...state.applied, ...state.effective].some(
    ({ kind, data }) => kind === 'cache' && equalJson(storePlace(paramsOf(data)), storePlace(params)),
  );
  return state.effective.filter(({ kind, data }) => isSaved || kind !== 'env_var' || data.name !== 'REDIS_PASSWORD');
}

function greet(address: StoreAddress): Promise<string> {
  return withStore(address, async (store) => {
    await store.ping();
    const { server, keys } = statsOf(await store.info(), await store.size());
    return `${server ?? 'It'} answers; ${keys ?? 'no known number of'} entries are in this database.`;
  });
}

const secretsOf = (address: StoreAddress): string[] =>
  address.kind === 'url' ? [address.url] : address.password === null ? [] : [address.password];
const paramsOf = (data: JsonObject): JsonObject => mapOf(mapOf(data.litellm_settings).cache_params);
const mapOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
