import {
  AppError,
  equalJson,
  isJsonObject,
  isSecretReference,
  type Item,
  type Json,
  type JsonObject,
  secretReferences,
} from '@regent/core';
import { variableOf } from '../config/engine-value.ts';
import type { ConfigState } from '../item/state.ts';

/**
 * A stored secret, or a variable of the Servant that Regent sets, is tried at the addresses that it is saved with and at no other: a form with another address in it
 * would carry the key away although nobody has saved anything. A provider's own address (`undefined`) is always one, and
 * a credential without an address goes wherever it is named.
 * @throws AppError `bad-input`
 */
export function guardSavedAddress(state: ConfigState, secret: Json | undefined, address: Json | undefined): void {
  const variable = variableOf(secret);
  if (!isSecretReference(secret) && variable === null) return;
  if (address === undefined || address === null || address === '') return;
  const holds = (data: JsonObject) =>
    isSecretReference(secret)
      ? secretReferences(data).some((one) => one.$secret === secret.$secret)
      : holdsText(data, `os.environ/${variable}`);
  const holders = [...state.applied, ...state.effective].filter(({ data }) => holds(data));
  const isSaved = holders.some((item) =>
    addressesOf(state, item).some((known) => known === 'anywhere' || isSameHost(known, address)),
  );
  if (isSaved) return;
  throw new AppError('bad-input', {
    detail: 'The stored key is tried only at the address that it is saved with. Type the key again, or save first.',
  });
}

/** The values of the credential with this key, or of the one that the parameters name. */
export function credentialValues(state: ConfigState, params: JsonObject, key?: string): JsonObject {
  const isWanted = (item: Item) =>
    key === undefined ? item.data.credential_name === params.litellm_credential_name : item.key === key;
  return mapOf(state.effective.find((item) => item.kind === 'credential' && isWanted(item))?.data.credential_values);
}

/** Where the secrets of an item go. */
function addressesOf(state: ConfigState, { kind, data }: Item): readonly (Json | undefined)[] {
  const params = mapOf(data.litellm_params);
  switch (kind) {
    case 'model':
      return [params.api_base ?? params.base_url ?? credentialValues(state, params).api_base];
    case 'mcp_server':
      return [mapOf(data.server).url];
    case 'cache': {
      const store = mapOf(mapOf(data.litellm_settings).cache_params);
      return [storePlace(store)];
    }
    case 'credential': {
      const users = state.effective
        .map((item) => mapOf(item.data.litellm_params))
        .filter((user) => user.litellm_credential_name === data.credential_name);
      const own = mapOf(data.credential_values).api_base;
      return [own ?? 'anywhere', ...users.map((user) => user.api_base ?? user.base_url)];
    }
    default:
      return [];
  }
}

function isSameHost(known: Json | undefined, address: Json): boolean {
  if (known === undefined) return false;
  if (typeof known !== 'string' || typeof address !== 'string') return equalJson(known, address);
  return known === address || (URL.canParse(known) && URL.canParse(address) && originOf(known) === originOf(address));
}

function holdsText(value: Json, text: string): boolean {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' && value.trim() === text;
  return Object.values(value).some((entry: Json) => holdsText(entry, text));
}

/** Host and port count together; an address of its own counts alone; nodes and sentinels with all that stands beside them. */
export function storePlace(params: JsonObject): Json {
  const { host, port } = params;
  const url = params.url ?? params.redis_url;
  const many = ['redis_startup_nodes', 'startup_nodes', 'sentinel_nodes'].map((name) => params[name] ?? null);
  if (many.every((nodes) => nodes === null)) return url ?? [host ?? null, port ?? null];
  return [...many, params.service_name ?? null, url ?? null, host ?? null, port ?? null];
}

/** Not `URL.origin`, which is `null` for every scheme that browsers do not know. */
function originOf(address: string): string {
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}

const mapOf = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {});
