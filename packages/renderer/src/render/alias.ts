import { isJsonObject, type Item, type Json, type JsonObject } from '@regent/core';

export interface FlatAliases {
  readonly map: JsonObject;
  /** Items whose chain comes back to itself; they are not rendered. */
  readonly cycles: readonly Item[];
}

/** The engine follows an alias one step only, so a chain `a → b → group` is written as `a → group`. */
export function flattenAliases(items: readonly Item[]): FlatAliases {
  const byName = new Map(items.map((item) => [String(item.data.name), item]));
  const map: Record<string, Json> = {};
  const cycles: Item[] = [];
  for (const item of items) {
    const group = followAlias(item, byName);
    if (group === null) cycles.push(item);
    else map[String(item.data.name)] = withTarget(item.data.target, group);
  }
  return { map, cycles };
}

/** The group that an alias ends at; null for a cycle. An alias to its own name is the group of that name. */
function followAlias(item: Item, byName: ReadonlyMap<string, Item>): string | null {
  const seen = new Set<string>([String(item.data.name)]);
  let target = targetOf(item.data.target);
  for (let next = byName.get(target); next !== undefined && next !== item; next = byName.get(target)) {
    if (seen.has(target)) return null;
    seen.add(target);
    target = targetOf(next.data.target);
    if (target === String(next.data.name)) return target;
  }
  return seen.has(target) && seen.size > 1 ? null : target;
}

/** The group that an alias value names; empty when it names none. */
export function targetOf(target: Json | undefined): string {
  if (typeof target === 'string') return target;
  return isJsonObject(target) && typeof target.model === 'string' ? target.model : '';
}

function withTarget(target: Json | undefined, group: string): Json {
  if (typeof target === 'string') return group;
  if (!isJsonObject(target)) return target ?? group;
  return typeof target.model === 'string' ? { ...target, model: group } : target;
}
