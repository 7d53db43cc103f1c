import {
  type EntryKind,
  fallbackKeys,
  fallbackSections,
  type FallbackClass,
  isJsonObject,
  isYamlScalar,
  type ItemKind,
  type Json,
  type JsonObject,
  type Location,
  ownedUnits,
  settingOwner,
  type SingletonKind,
} from '@regent/core';
import { listSections, mapSections } from '../render/assemble.ts';
import { valueAt } from '../yaml/positions.ts';

/** A part of the document that becomes an item. */
export interface Part {
  readonly kind: ItemKind;
  readonly data: JsonObject;
  /** Where a location inside `data` stands in the document. */
  readonly locate: (inside: Location) => Location;
}

export interface Split {
  readonly parts: readonly Part[];
  /** Locations kept as they are: nobody owns them, or their shape is not the one of their kind. */
  readonly kept: readonly Location[];
}

type Take = (location: Location, value: Json) => readonly Part[] | null;

/** Takes a document apart by the ownership table. Everything ends up somewhere; empty and null sections are dropped. */
export function splitDocument(document: JsonObject): Split {
  const parts: Part[] = [];
  const kept: Location[] = [];
  const trees = new Map<SingletonKind, Record<string, Json>>();
  for (const location of ownedUnits(document)) {
    const value = valueAt(document, location) as Json;
    if (isEmptySection(location, value)) continue;
    const taken = takeEntries(location, value);
    if (taken !== null) parts.push(...taken);
    else {
      const kind = treeOwner(location, value);
      if (kind === 'passthrough') kept.push(location);
      putAt(treeOf(trees, kind), location, value);
    }
  }
  for (const [kind, data] of trees) parts.push({ kind, data, locate: (inside) => inside });
  return { parts, kept };
}

function treeOf(trees: Map<SingletonKind, Record<string, Json>>, kind: SingletonKind): Record<string, Json> {
  const tree = trees.get(kind) ?? {};
  trees.set(kind, tree);
  return tree;
}

function isEmptySection(location: Location, value: Json): boolean {
  if (value === null) return location.length === 1 || entryKindAt(location) !== undefined;
  if (location.length > 1 && entryKindAt(location) === undefined) return false;
  return Array.isArray(value) ? value.length === 0 : isJsonObject(value) && Object.keys(value).length === 0;
}

/** The singleton that keeps a location; entry sections of a wrong shape and sections that are no map go to passthrough. */
function treeOwner(location: Location, value: Json): SingletonKind {
  const owner = settingOwner(location);
  const whole = location.length === 1 && !isJsonObject(value) && owner === null;
  if (owner === null || whole || entryKindAt(location) !== undefined) return 'passthrough';
  return owner as SingletonKind;
}

function entryKindAt(location: Location): EntryKind | undefined {
  return sectionKinds.get(location.join('.'));
}

const sectionKinds = new Map<string, EntryKind>([
  ...Object.entries(listSections).map(([kind, location]) => [location.join('.'), kind as EntryKind] as const),
  ...Object.entries(mapSections).map(([kind, section]) => [section.location.join('.'), kind as EntryKind] as const),
  ...fallbackSections.flatMap((section) =>
    Object.values(fallbackKeys).map((key) => [`${section}.${key}`, 'fallback'] as const),
  ),
]);

/** The items of an entry section; null when it is none, or when an entry has a shape that its kind cannot hold. */
function takeEntries(location: Location, value: Json): readonly Part[] | null {
  const kind = entryKindAt(location);
  if (kind === undefined) return null;
  const take = kind === 'fallback' ? takeFallbacks : kind in mapSections ? takeNamed(kind) : takeList(kind);
  return take(location, value);
}

function takeList(kind: EntryKind): Take {
  return (location, value) => {
    if (!Array.isArray(value) || !value.every(isPlainMap)) return null;
    return (value as readonly JsonObject[]).map((data, index) => ({
      kind,
      data,
      locate: (inside) => [...location, index, ...inside],
    }));
  };
}

function takeNamed(kind: EntryKind): Take {
  return (location, value) => {
    if (!isPlainMap(value)) return null;
    if (kind === 'mcp_server' && !Object.values(value).every(isPlainMap)) return null;
    if (kind === 'alias' && !Object.values(value).every((target) => typeof target === 'string' || isPlainMap(target)))
      return null;
    const field = mapSections[kind]?.value ?? 'value';
    return Object.entries(value).map(([name, entry]) => ({
      kind,
      data: kind === 'env_var' ? { name, value: entry, target: 'file' } : { name, [field]: entry },
      locate: (inside) => [...location, name, ...inside.slice(1)],
    }));
  };
}

const takeFallbacks: Take = (location, value) => {
  const [section, key] = location as readonly string[];
  const name = (Object.keys(fallbackKeys) as FallbackClass[]).find((candidate) => fallbackKeys[candidate] === key);
  if (!Array.isArray(value) || section === undefined || name === undefined) return null;
  const list = value as readonly Json[];
  if (name === 'default') {
    if (!list.every((target) => typeof target === 'string' || isPlainMap(target))) return null;
    return [
      {
        kind: 'fallback',
        data: { section, class: name, targets: list },
        locate: (inside) => [...location, ...inside.slice(1)],
      },
    ];
  }
  if (!list.every(isFallback)) return null;
  return list.map((entry, index) => {
    const [source, targets] = Object.entries(entry as JsonObject)[0] as [string, Json];
    const locate = (inside: Location): Location => [
      ...location,
      index,
      ...(inside.length === 0 ? [] : [source, ...inside.slice(1)]),
    ];
    return { kind: 'fallback', data: { section, class: name, source, targets }, locate };
  });
};

function isFallback(entry: Json): boolean {
  if (!isPlainMap(entry)) return false;
  const [pair, ...more] = Object.entries(entry);
  return (
    pair !== undefined &&
    more.length === 0 &&
    pair[0] !== '' &&
    Array.isArray(pair[1]) &&
    pair[1].every((target: Json) => typeof target === 'string' || isPlainMap(target))
  );
}

function isPlainMap(value: Json): value is JsonObject {
  return isJsonObject(value) && !isYamlScalar(value);
}

function putAt(tree: Record<string, Json>, location: Location, value: Json): void {
  const [first, second] = location as readonly string[];
  if (first === undefined) return;
  if (second === undefined) tree[first] = value;
  else tree[first] = { ...(tree[first] as JsonObject | undefined), [second]: value };
}
