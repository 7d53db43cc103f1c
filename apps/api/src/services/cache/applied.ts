import { isJsonObject, type Item, type Json, type JsonObject } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { engineValue, unseenWords } from '../config/engine-value.ts';
import { readState } from '../item/state.ts';
import type { StoreAddress } from './store.ts';

/** The cache that the gateway was told to use, and how to reach its store. */
export type AppliedCache =
  | { readonly state: 'off' }
  | { readonly state: 'hidden'; readonly type: string }
  | {
      readonly state: 'store';
      readonly type: string;
      readonly namespace: string | null;
      readonly address: StoreAddress | { readonly unseen: string };
    };

const storeTypes = ['redis', 'redis-semantic', 'valkey-semantic'];

/** Settings of the engine's Redis client that lead somewhere a plain connection does not. */
const otherWays: readonly (readonly [keys: readonly string[], words: string])[] = [
  [['redis_startup_nodes', 'startup_nodes'], 'It is a cluster.'],
  [['sentinel_nodes', 'service_name'], 'It is found through sentinels.'],
  [
    ['gcp_service_account', 'azure_redis_ad_token', 'aws_iam_auth'],
    'The gateway signs in with an identity of its cloud.',
  ],
];

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

/** How to reach the store of these `cache_params`. What is not in them the engine takes from `REDIS_<NAME>` of its environment. */
export async function storeAddress(
  ctx: Ctx,
  items: readonly Item[],
  params: JsonObject,
): Promise<StoreAddress | { unseen: string }> {
  const unseen: string[] = [];
  const read = async (...names: readonly string[]): Promise<string | null> => {
    const given = names.map((name) => params[name]).find((value) => value !== undefined && value !== null);
    const variable = `REDIS_${names[0]?.toUpperCase()}`;
    const isSet = items.some(({ kind, data }) => kind === 'env_var' && data.name === variable);
    const value = await engineValue(ctx, items, given ?? (isSet ? `os.environ/${variable}` : undefined));
    if (value.state === 'unseen') unseen.push(unseenWords(value.variable));
    return value.state === 'clear' ? value.text : null;
  };
  const other = otherWays.find(([keys]) => keys.some((key) => params[key] !== undefined));
  if (other) return { unseen: other[1] };
  // An address in the parameters outranks REDIS_URL of the environment, as in LiteLLM.
  const named = params.host !== undefined && params.url === undefined && params.redis_url === undefined;
  const [url, host, port] = [named ? null : await read('url', 'redis_url'), await read('host'), await read('port')];
  const [username, password, database] = [await read('username'), await read('password'), await read('db')];
  const tls = (await read('ssl')) === 'true';
  const caFile = (await read('ssl_ca_certs')) !== null;
  if (unseen[0] !== undefined) return { unseen: unseen[0] };
  if (caFile) return { unseen: 'Its certificate file lies with the Servant.' };
  if (url !== null) return { kind: 'url', url };
  if (host === null) return { unseen: 'Its address stands only in the environment of the Servant.' };
  return {
    ...{ kind: 'host', host, tls, username, password },
    port: Number(port ?? 6379),
    database: Number(database ?? 0),
  };
}

const mapOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
const textOf = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
