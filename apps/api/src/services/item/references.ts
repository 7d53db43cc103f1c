import { isJsonObject, type Item, type ItemKind, itemName, type Json, type JsonObject, toPointer } from '@regent/core';

/** What a name in an item's data points at. Aliases answer for groups, so both share one space of names. */
export type ReferenceTarget = 'group' | 'credential' | 'guardrail';

export interface Reference {
  readonly to: ReferenceTarget;
  readonly name: string;
  readonly pointer: string;
}

interface ReferencePlace {
  readonly kind: ItemKind;
  /** `*` stands for every list entry; `@` for the key itself. */
  readonly path: readonly string[];
  readonly to: ReferenceTarget;
}

/** Every place where one item names another. */
const places: readonly ReferencePlace[] = [
  { kind: 'alias', path: ['target'], to: 'group' },
  { kind: 'alias', path: ['target', 'model'], to: 'group' },
  { kind: 'fallback', path: ['source'], to: 'group' },
  { kind: 'fallback', path: ['targets', '*'], to: 'group' },
  { kind: 'model', path: ['litellm_params', 'litellm_credential_name'], to: 'credential' },
  { kind: 'model', path: ['litellm_params', 'guardrails', '*'], to: 'guardrail' },
  { kind: 'vector_store', path: ['litellm_params', 'litellm_credential_name'], to: 'credential' },
  { kind: 'search_tool', path: ['litellm_params', 'litellm_credential_name'], to: 'credential' },
  { kind: 'routing', path: ['router_settings', 'model_group_retry_policy', '@'], to: 'group' },
];

const targets: Partial<Record<ItemKind, ReferenceTarget>> = {
  model: 'group',
  alias: 'group',
  credential: 'credential',
  guardrail: 'guardrail',
};

/** How an item is named by others; null for kinds that nothing names. */
export function targetOf(kind: ItemKind): ReferenceTarget | null {
  return targets[kind] ?? null;
}

export function referencesOf(item: Item): Reference[] {
  const found: Reference[] = [];
  rewriteReferences(item, (reference) => {
    found.push(reference);
    return reference.name;
  });
  return found;
}

/** Others whose data names `name`. */
export function usersOf(
  items: readonly Item[],
  target: ReferenceTarget,
  name: string,
): { item: Item; pointer: string }[] {
  return items.flatMap((item) =>
    referencesOf(item)
      .filter((reference) => reference.to === target && reference.name === name)
      .map(({ pointer }) => ({ item, pointer })),
  );
}

/** The item's data with every reference replaced by what `rename` gives for it. */
export function rewriteReferences(item: Item, rename: (reference: Reference) => string): JsonObject {
  let data: Json = item.data;
  for (const place of places.filter(({ kind }) => kind === item.kind)) {
    data = rewriteAt(data, place.path, {
      at: [],
      rename: (name, at) => rename({ to: place.to, name, pointer: toPointer(at) }),
    });
  }
  return data as JsonObject; // rewriting replaces texts inside, never the object itself
}

interface Walk {
  readonly at: readonly (string | number)[];
  readonly rename: (name: string, at: readonly (string | number)[]) => string;
}

function rewriteAt(value: Json, path: readonly string[], walk: Walk): Json {
  const [step, ...rest] = path;
  if (step === undefined) return typeof value === 'string' ? walk.rename(value, walk.at) : value;
  if (step === '*') {
    if (!Array.isArray(value)) return value;
    return value.map((entry, index) => rewriteAt(entry, rest, { ...walk, at: [...walk.at, index] }));
  }
  if (!isJsonObject(value)) return value;
  if (step === '@') {
    return Object.fromEntries(
      Object.entries(value).map(([key, entry]) => [walk.rename(key, [...walk.at, key]), entry]),
    );
  }
  const inner = value[step];
  if (inner === undefined) return value;
  return { ...value, [step]: rewriteAt(inner, rest, { ...walk, at: [...walk.at, step] }) };
}

/** True when another item still answers to this name. */
export function isNameServed(items: readonly Item[], target: ReferenceTarget, name: string): boolean {
  return items.some((item) => targetOf(item.kind) === target && itemName(item) === name);
}
