import {
  isJsonObject,
  isSingleton,
  type Item,
  type ItemKind,
  itemName,
  type Json,
  type JsonObject,
  type ReferenceTarget,
  toPointer,
} from '@regent/core';
import { type ReferencePlace, referencePlaces } from './places.ts';

export interface Reference {
  readonly to: ReferenceTarget;
  readonly name: string;
  readonly pointer: string;
  /** Without this name the item says nothing. */
  readonly essential: boolean;
}

const targets: Partial<Record<ItemKind, ReferenceTarget>> = {
  model: 'group',
  alias: 'group',
  credential: 'credential',
  guardrail: 'guardrail',
  mcp_server: 'mcp_server',
  search_tool: 'search_tool',
};

/** How an item is named by others; null for kinds that nothing names. */
export function targetOf(kind: ItemKind): ReferenceTarget | null {
  return targets[kind] ?? null;
}

/** Every name in an item's data that stands for something else. References to variables are none. */
export function referencesOf(item: Item): Reference[] {
  const found: Reference[] = [];
  rewriteReferences(item, (reference) => {
    found.push(reference);
    return reference.name;
  });
  return found;
}

/** Places whose data names `name`. A list of allowed models names groups too. */
export function usersOf(
  items: readonly Item[],
  target: ReferenceTarget,
  name: string,
): { item: Item; pointer: string }[] {
  return items.flatMap((item) =>
    referencesOf(item)
      .filter((reference) => pointsAt(reference, target) && reference.name === name)
      .map(({ pointer }) => ({ item, pointer })),
  );
}

/** Whether a reference of this sort may mean something of that sort. */
export function pointsAt(reference: Pick<Reference, 'to'>, target: ReferenceTarget): boolean {
  return reference.to === target || (reference.to === 'grant' && target === 'group');
}

/** The item's data with every reference replaced by what `change` gives for it; null takes the name out. */
export function rewriteReferences(item: Item, change: (reference: Reference) => string | null): JsonObject {
  let data: Json | undefined = item.data;
  for (const place of placesOf(item.kind)) {
    const { to, essential = false } = place;
    data = rewriteAt(data ?? {}, place.path, {
      at: [],
      change: (name, at) => change({ to, name, essential, pointer: toPointer(at) }),
    });
  }
  return isJsonObject(data) ? data : {};
}

/** True when something still answers to this name. */
export function isNameServed(items: readonly Item[], target: ReferenceTarget, name: string): boolean {
  return items.some((item) => targetOf(item.kind) === target && itemName(item) === name);
}

function placesOf(kind: ItemKind): readonly ReferencePlace[] {
  const wanted = isSingleton(kind) ? 'settings' : kind;
  return referencePlaces.filter((place) => place.kind === wanted);
}

interface Walk {
  readonly at: readonly (string | number)[];
  readonly change: (name: string, at: readonly (string | number)[]) => string | null;
}

/** Undefined when the value itself goes away. */
function rewriteAt(value: Json, path: readonly string[], walk: Walk): Json | undefined {
  const [step, ...rest] = path;
  if (step === undefined) return isName(value) ? (walk.change(value, walk.at) ?? undefined) : value;
  const into = (part: string | number) => ({ ...walk, at: [...walk.at, part] });
  if (step === '*') {
    if (!Array.isArray(value)) return value;
    return value
      .map((entry: Json, index) => rewriteAt(entry, rest, into(index)))
      .filter((entry) => entry !== undefined);
  }
  if (!isJsonObject(value)) return value;
  if (step === '@') return withoutHoles(Object.entries(value).map(([key, entry]) => [renamedKey(key, walk), entry]));
  if (step === '%')
    return withoutHoles(Object.entries(value).map(([key, entry]) => [key, rewriteAt(entry, rest, into(key))]));
  return rewriteField(value, path, walk);
}

function rewriteField(value: JsonObject, [step = '', ...rest]: readonly string[], walk: Walk): Json | undefined {
  const field = step.replace(/^!/, '');
  const inner = Object.hasOwn(value, field) ? value[field] : undefined;
  if (inner === undefined) return value;
  const result = rewriteAt(inner, rest, { ...walk, at: [...walk.at, field] });
  if (result === undefined && field !== step) return undefined;
  return withoutHoles(Object.entries(value).map(([key, entry]) => [key, key === field ? result : entry]));
}

function renamedKey(key: string, walk: Walk): string | null {
  return isName(key) ? walk.change(key, [...walk.at, key]) : key;
}

function withoutHoles(entries: readonly (readonly [string | null, Json | undefined])[]): JsonObject {
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (key === null || value === undefined ? [] : [[key, value] as const])),
  );
}

function isName(value: Json): value is string {
  return typeof value === 'string' && value !== '' && !value.startsWith('os.environ/');
}
