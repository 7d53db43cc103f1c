import {
  type EntryKind,
  fallbackKeys,
  type FallbackClass,
  isJsonObject,
  isSingleton,
  isYamlScalar,
  type Item,
  type Json,
  type JsonObject,
  type Location,
} from '@regent/core';
import { flattenAliases } from './alias.ts';

/** Where list kinds stand in the document. */
export const listSections: Partial<Record<EntryKind, Location>> = {
  model: ['model_list'],
  credential: ['credential_list'],
  guardrail: ['guardrails'],
  prompt: ['prompts'],
  search_tool: ['search_tools'],
  vector_store: ['vector_store_registry'],
  agent: ['agent_list'],
  pass_through_endpoint: ['general_settings', 'pass_through_endpoints'],
};

/** Where map kinds stand, and which field of their data is the value. */
export const mapSections: Partial<Record<EntryKind, { readonly location: Location; readonly value: string }>> = {
  alias: { location: ['router_settings', 'model_group_alias'], value: 'target' },
  mcp_server: { location: ['mcp_servers'], value: 'server' },
  env_var: { location: ['environment_variables'], value: 'value' },
};

/** One item's place in the document. */
export interface Origin {
  readonly item: Item;
  readonly location: Location;
  /** Where the value at `location` stands in the item's data. */
  readonly inside: Location;
}

export interface Assembled {
  readonly document: JsonObject;
  readonly origins: readonly Origin[];
  readonly cycles: readonly Item[];
  /** Items of map kinds whose name another item has already. */
  readonly doubles: readonly Item[];
}

/** Items (in rendering order) → the configuration document, in no particular order of keys. */
export function assemble(items: readonly Item[]): Assembled {
  const tree: Record<string, Json> = {};
  const origins: Origin[] = [];
  const doubles: Item[] = [];
  const passthrough = items.filter((item) => item.kind === 'passthrough');
  const singletons = items.filter((item) => isSingleton(item.kind) && item.kind !== 'passthrough');
  for (const item of [...passthrough, ...singletons]) mergeInto(tree, item.data);
  const rendered = items.filter(isRendered);
  for (const item of rendered) {
    const list = listSections[item.kind as EntryKind];
    if (list !== undefined) place(tree, origins, list, { item, value: entryOf(item), inside: [] });
    if (item.kind === 'fallback') placeFallback(tree, origins, item);
    if (item.kind === 'mcp_server' || item.kind === 'env_var') placeNamed(tree, { origins, doubles }, item);
  }
  const cycles = placeAliases(
    tree,
    { origins, doubles },
    rendered.filter((item) => item.kind === 'alias'),
  );
  return { document: tree, origins, cycles, doubles };
}

function isRendered(item: Item): boolean {
  if (item.kind === 'env_var') return item.data.target === 'file';
  const own = item.data.$regent;
  return !(isJsonObject(own) && own.enabled === false);
}

/** The list entry of an item: a model gets its id, Regent's own fields go. */
function entryOf(item: Item): Json {
  const { $regent: _own, ...entry } = item.data;
  if (item.kind !== 'model') return entry;
  const info = isJsonObject(entry.model_info) && !isYamlScalar(entry.model_info) ? entry.model_info : {};
  return { ...entry, model_info: { ...info, id: item.key } };
}

interface Placed {
  readonly item: Item;
  readonly value: Json;
  readonly inside: Location;
}

function place(tree: Record<string, Json>, origins: Origin[], at: Location, placed: Placed): void {
  const list = listAt(tree, at);
  origins.push({ item: placed.item, location: [...at, list.length], inside: placed.inside });
  list.push(placed.value);
}

function placeFallback(tree: Record<string, Json>, origins: Origin[], item: Item): void {
  const { section, class: name, source, targets } = item.data;
  const at = [String(section), fallbackKeys[name as FallbackClass] ?? String(name)];
  if (source !== undefined) {
    place(tree, origins, at, { item, value: { [String(source)]: targets ?? [] }, inside: [] });
    return;
  }
  const list = listAt(tree, at);
  for (const [index, target] of (Array.isArray(targets) ? (targets as readonly Json[]) : []).entries()) {
    origins.push({ item, location: [...at, list.length], inside: ['targets', index] });
    list.push(target);
  }
}

interface Records {
  readonly origins: Origin[];
  readonly doubles: Item[];
}

function placeNamed(tree: Record<string, Json>, records: Records, item: Item): void {
  const section = mapSections[item.kind as EntryKind];
  if (section === undefined) return;
  const map = mapAt(tree, section.location);
  const name = String(item.data.name);
  if (Object.hasOwn(map, name)) records.doubles.push(item);
  setOwn(map, name, item.data[section.value] ?? null);
  records.origins.push({ item, location: [...section.location, name], inside: [section.value] });
}

function placeAliases(tree: Record<string, Json>, records: Records, items: readonly Item[]): readonly Item[] {
  if (items.length === 0) return [];
  const at = ['router_settings', 'model_group_alias'];
  const { map, cycles } = flattenAliases(items);
  const target = mapAt(tree, at);
  for (const [name, value] of Object.entries(map)) setOwn(target, name, value);
  const seen = new Set<string>();
  for (const item of items) {
    const name = String(item.data.name);
    if (seen.has(name)) records.doubles.push(item);
    seen.add(name);
    records.origins.push({ item, location: [...at, name], inside: ['target'] });
  }
  return cycles;
}

function listAt(tree: Record<string, Json>, at: Location): Json[] {
  const [key, parent] = holder(tree, at);
  // Lists in the tree are our own: `mergeInto` copies what passthrough brought, and managed kinds replace it.
  if (!ownLists.has(parent[key] as object)) {
    const list: Json[] = [];
    ownLists.add(list);
    setOwn(parent, key, list);
  }
  return parent[key] as Json[];
}

const ownLists = new WeakSet<object>();

function mapAt(tree: Record<string, Json>, at: Location): Record<string, Json> {
  const [key, parent] = holder(tree, at);
  if (!isPlainMap(parent[key])) setOwn(parent, key, {});
  return parent[key] as Record<string, Json>;
}

function holder(tree: Record<string, Json>, at: Location): [string, Record<string, Json>] {
  const [first, second] = at as readonly string[];
  return second === undefined ? [String(first), tree] : [second, mapAt(tree, [String(first)])];
}

/** Merges maps deeply; the later value wins. */
function mergeInto(target: Record<string, Json>, source: JsonObject): void {
  for (const [key, value] of Object.entries(source)) {
    const present = Object.hasOwn(target, key) ? target[key] : undefined;
    if (isPlainMap(value)) {
      const copy: Record<string, Json> = isPlainMap(present) ? present : {};
      mergeInto(copy, value);
      setOwn(target, key, copy);
    } else setOwn(target, key, value);
  }
}

function isPlainMap(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && !isYamlScalar(value);
}

/** Plain assignment would take `__proto__` for the prototype. */
function setOwn(target: Record<string, Json>, key: string, value: Json): void {
  if (key === '__proto__')
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
