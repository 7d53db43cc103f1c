import type { Item, Json, JsonObject } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { engineValue, unseenWords } from '../config/engine-value.ts';
import { type Endpoint, endpointsOf } from './endpoints.ts';

/** Where a Redis or Valkey is. Holds passwords in clear: lives only as long as the call. */
export type StoreAddress =
  | { readonly kind: 'url'; readonly url: string; readonly login: Login }
  | { readonly kind: 'host'; readonly at: Endpoint; readonly login: Login }
  /** Any node tells the others. */
  | { readonly kind: 'cluster'; readonly nodes: readonly Endpoint[]; readonly login: Login }
  /** The sentinels tell which server is the master; they have a password of their own. */
  | {
      readonly kind: 'sentinels';
      readonly sentinels: readonly Endpoint[];
      readonly service: string;
      readonly sentinelLogin: Login;
      readonly login: Login;
    };

export interface Login {
  /** `any-host` checks the certificate's chain and not its name. */
  readonly tls: 'off' | 'checked' | 'any-host' | 'unchecked';
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number | null;
}

/** Why there is no way from here: Regent does not know it, or LiteLLM itself does not take these settings. */
export type NoAddress = { readonly unseen: string } | { readonly refused: string };

const cloudIdentities = ['gcp_service_account', 'azure_redis_ad_token', 'aws_iam_auth'];
const files = ['ssl_ca_certs', 'ssl_certfile', 'ssl_keyfile'];

/**
 * How the engine reaches the store of these `cache_params`: nodes of a cluster outrank an address, an address sentinels,
 * sentinels a host. What is not in them it takes from `REDIS_<NAME>` of its environment (litellm/_redis.py).
 */
export async function storeAddress(
  ctx: Ctx,
  items: readonly Item[],
  params: JsonObject,
): Promise<StoreAddress | NoAddress> {
  const { read, unseen } = reader(ctx, items, params);
  const nodes = endpointsOf((await read.value('redis_startup_nodes', 'REDIS_CLUSTER_NODES')) ?? params.startup_nodes);
  const sentinels = endpointsOf(await read.value('sentinel_nodes'));
  // A place in the parameters outranks REDIS_URL of the environment.
  const places = ['host', 'redis_startup_nodes', 'startup_nodes', 'sentinel_nodes'];
  const isNamed = isGiven(params, places) && !isGiven(params, ['url', 'redis_url']);
  const url = isNamed ? null : ((await read.text('url')) ?? (await read.text('redis_url')));
  const [host, port, service] = [await read.text('host'), await read.text('port'), await read.text('service_name')];
  const login = await readLogin(read);
  const sentinelPassword = await read.text('sentinel_password');
  if (isGiven(params, cloudIdentities)) return { unseen: 'The gateway signs in with an identity of its cloud.' };
  if (login.tls !== 'off' && isGiven(params, files)) return { unseen: 'Its certificate files lie with the Servant.' };
  if (unseen[0] !== undefined) return { unseen: unseen[0] };
  if (nodes === 'malformed')
    return { refused: 'redis_startup_nodes must be a list of nodes, each with host and port.' };
  if (sentinels === 'malformed') return { refused: 'sentinel_nodes must be a list of pairs: host and port.' };
  const isSemantic = params.type === 'redis-semantic' || params.type === 'valkey-semantic';
  if (isSemantic && (nodes !== null || sentinels !== null) && url === null && host === null)
    return { refused: `LiteLLM takes neither a cluster nor sentinels for ${String(params.type)}: give host and port.` };
  if (nodes !== null && !isSemantic) return { kind: 'cluster', nodes, login };
  if (url !== null) return { kind: 'url', url, login };
  if (!isSemantic && (sentinels !== null || service !== null))
    return throughSentinels({ sentinels, service, sentinelPassword, login, host, port });
  if (host === null) return { unseen: 'Its address stands only in the environment of the Servant.' };
  return { kind: 'host', at: { host, port: Number(port ?? 6379) }, login };
}

interface Sentinels {
  readonly sentinels: readonly Endpoint[] | null;
  readonly service: string | null;
  readonly sentinelPassword: string | null;
  readonly login: Login;
  readonly host: string | null;
  readonly port: string | null;
}

/** LiteLLM hands the settings of the data server to the sentinels too, which fails for three of them (1.104). */
function throughSentinels(given: Sentinels): StoreAddress | NoAddress {
  const { sentinels, service, login } = given;
  if (sentinels === null || service === null)
    return { refused: 'sentinel_nodes and service_name are needed together.' };
  const set = { host: given.host, port: given.port, db: login.database === 0 ? null : login.database };
  const [inTheWay] = Object.entries(set).find(([, value]) => value !== null) ?? [];
  if (inTheWay !== undefined)
    return {
      refused: `With sentinels LiteLLM does not start its client while ${inTheWay} is set: remove ${inTheWay}.`,
    };
  const sentinelLogin = { ...login, password: given.sentinelPassword };
  return { kind: 'sentinels', sentinels, service, sentinelLogin, login };
}

async function readLogin(read: Reader): Promise<Login> {
  const isOn = (text: string | null) => text !== null && ['true', '1', 'yes'].includes(text.toLowerCase());
  const checks = (await read.text('ssl_cert_reqs'))?.toLowerCase();
  const checksHost = await read.text('ssl_check_hostname');
  const database = await read.text('db');
  const checked = checksHost === null || isOn(checksHost) ? 'checked' : 'any-host';
  const tls = checks === 'none' || checks === 'false' ? 'unchecked' : checked;
  return {
    tls: isOn(await read.text('ssl')) ? tls : 'off',
    username: await read.text('username'),
    password: await read.text('password'),
    database: database === null ? null : Number(database),
  };
}

interface Reader {
  /** As the engine will see it: text, or what stands there. */
  value(name: string, variable?: string): Promise<Json | undefined>;
  text(name: string): Promise<string | null>;
}

function reader(ctx: Ctx, items: readonly Item[], params: JsonObject): { read: Reader; unseen: readonly string[] } {
  const unseen: string[] = [];
  const value: Reader['value'] = async (name, variable = `REDIS_${name.toUpperCase()}`) => {
    const given = params[name] ?? undefined;
    if (Array.isArray(given)) return given;
    const isSet = items.some(({ kind, data }) => kind === 'env_var' && data.name === variable);
    const found = await engineValue(ctx, items, given ?? (isSet ? `os.environ/${variable}` : undefined));
    if (found.state === 'unseen') unseen.push(unseenWords(found.variable));
    return found.state === 'clear' ? found.text : undefined;
  };
  const text: Reader['text'] = async (name) => {
    const found = await value(name);
    return typeof found === 'string' ? found : null;
  };
  return { read: { value, text }, unseen };
}

const isGiven = (params: JsonObject, names: readonly string[]) =>
  names.some((name) => params[name] !== undefined && params[name] !== null);
