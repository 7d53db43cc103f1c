import type { JsonObject } from './json.ts';

/**
 * Kinds with one item per entry. Their key is an immutable id; the public name is a field.
 *
 * Shape of `data` (LiteLLM's own field names; unknown keys are kept):
 * - `model`: the `model_list` entry without `model_info.id` (that is the key), plus `$regent: { enabled?, notes? }`
 * - `credential`: the `credential_list` entry
 * - `alias`: `{ name, target }`, target = group name or `{ model, hidden, … }`
 * - `fallback`: `{ section, class, source?, targets }`, source is absent for class `default`
 * - `mcp_server`: `{ name, server }`
 * - `env_var`: `{ name, value, target }`, target = `process` (servant.env) or `file` (`environment_variables`)
 * - `guardrail`, `search_tool`, `vector_store`, `prompt`, `agent`, `pass_through_endpoint`: the list entry as it is
 */
export const entryKinds = [
  'model',
  'credential',
  'alias',
  'fallback',
  'guardrail',
  'search_tool',
  'mcp_server',
  'vector_store',
  'prompt',
  'agent',
  'pass_through_endpoint',
  'env_var',
] as const;

/**
 * Kinds with exactly one item, key `_`. `data` is a part of the configuration tree, nested by section:
 * `{ router_settings: { num_retries: 3 } }`; rendering merges it at the root.
 */
export const singletonKinds = [
  'routing',
  'cache',
  'logging',
  'metrics',
  'alerting',
  'key_policy',
  'global_budget',
  'pricing',
  'proxy_behaviour',
  'database',
  'spend_logs',
  'health',
  'security',
  'sso',
  'passthrough',
] as const;

export const itemKinds = [...entryKinds, ...singletonKinds] as const;
export type EntryKind = (typeof entryKinds)[number];
export type SingletonKind = (typeof singletonKinds)[number];
export type ItemKind = (typeof itemKinds)[number];

export const SINGLETON_KEY = '_';

/** Kinds that render to a list, so that their place among each other is part of them. */
export const positionedKinds: readonly ItemKind[] = [
  'model',
  'credential',
  'fallback',
  'guardrail',
  'search_tool',
  'vector_store',
  'prompt',
  'agent',
  'pass_through_endpoint',
];

export interface ItemRef {
  readonly kind: ItemKind;
  readonly key: string;
}

/** One configuration value. */
export interface Item extends ItemRef {
  /** Fractional index text; items render by (position, key). Only for {@link positionedKinds}. */
  readonly position?: string;
  readonly data: JsonObject;
}

export function isSingleton(kind: ItemKind): kind is SingletonKind {
  return (singletonKinds as readonly string[]).includes(kind);
}

export function itemId(ref: ItemRef): string {
  return `${ref.kind}/${ref.key}`;
}

/** What people call an item: its public name, never its id where a name exists. */
export function itemName(item: Pick<Item, 'kind' | 'key' | 'data'>): string {
  const data = item.data;
  const name =
    data.model_name ??
    data.credential_name ??
    data.guardrail_name ??
    data.search_tool_name ??
    data.vector_store_name ??
    data.prompt_id ??
    data.agent_name ??
    data.path ??
    data.name ??
    data.source;
  if (typeof name === 'string') return name;
  if (item.kind === 'fallback') return 'default';
  return isSingleton(item.kind) ? item.kind : item.key;
}
