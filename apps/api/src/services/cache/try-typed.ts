import { equalJson, isJsonObject, type Item, type Json, type JsonObject, type TrialResult } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { createRedactor, vaultRedactor } from '../apply/redactor.ts';
import { type ConfigState, readState } from '../item/state.ts';
import { guardSavedAddress, storePlace } from '../model/saved-address.ts';
import { isStoreType } from './applied.ts';
import { StoreError } from './server.ts';
import { statsOf, sumStats } from './stats.ts';
import { withStore } from './store.ts';
import { type StoreAddress, storeAddress } from './store-address.ts';

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
  for (const secret of [params.password, params.sentinel_password, params.url])
    guardSavedAddress(state, secret, storePlace(params));
  const address = await storeAddress(ctx, variablesFor(state, params), params);
  if ('unseen' in address) return done(false, `Not tested: ${address.unseen}`);
  if ('refused' in address) return done(false, address.refused);
  try {
    return done(true, await greet(address));
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const known = await vaultRedactor(ctx);
    return done(false, createRedactor(secretsOf(address))(known(error.message)));
  }
}

/** The passwords that the engine takes from its environment by itself go to no address that nobody has saved either. */
function variablesFor(state: ConfigState, params: JsonObject): readonly Item[] {
  const isSaved = [...state.applied, ...state.effective].some(
    ({ kind, data }) => kind === 'cache' && equalJson(storePlace(paramsOf(data)), storePlace(params)),
  );
  const withheld: readonly Json[] = ['REDIS_PASSWORD', 'REDIS_SENTINEL_PASSWORD'];
  return state.effective.filter(
    ({ kind, data }) => isSaved || kind !== 'env_var' || !withheld.includes(data.name ?? null),
  );
}

function greet(address: StoreAddress): Promise<string> {
  return withStore(address, async ({ nodes }) => {
    await Promise.all(nodes.map((node) => node.ping()));
    const stats = await Promise.all(nodes.map(async (node) => statsOf(await node.info(), await node.size())));
    const { server, keys } = sumStats(stats);
    const entries = `${keys ?? 'no known number of'} entries`;
    const who = server ?? 'It';
    switch (address.kind) {
      case 'cluster':
        return `${who} answers on all ${nodes.length} masters of the cluster; ${entries} are in it.`;
      case 'sentinels':
        return `${who} answers at ${nodes[0]?.name}, the master of ${address.service}; ${entries} are in it.`;
      case 'url':
      case 'host':
        return `${who} answers; ${entries} are in this database.`;
    }
  });
}

function secretsOf(address: StoreAddress): string[] {
  const url = address.kind === 'url' ? address.url : null;
  const sentinel = address.kind === 'sentinels' ? address.sentinelLogin.password : null;
  return [url, sentinel, address.login.password].filter((secret) => secret !== null);
}
const paramsOf = (data: JsonObject): JsonObject => mapOf(mapOf(data.litellm_settings).cache_params);
const mapOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
