import {
  canonicalJson,
  compareItems,
  isJsonObject,
  isSecretInput,
  isSecretReference,
  isYamlScalar,
  type Item,
  itemId,
  itemName,
  type ItemRef,
  type Json,
  type Location,
  positionedKinds,
  toPointer,
} from '@regent/core';

/** What happened to one value of an item. Secrets show that they changed, never how. */
export type FieldChange =
  | { readonly change: 'added'; readonly pointer: string; readonly after: Json }
  | { readonly change: 'removed'; readonly pointer: string; readonly before: Json }
  | { readonly change: 'changed'; readonly pointer: string; readonly before: Json; readonly after: Json }
  | { readonly change: 'secret'; readonly pointer: string };

/** What happened to one item. `renamed` holds the old public name; `moved` is set where order has an effect. */
export type ConfigChange = ItemRef & { readonly name: string; readonly fields: readonly FieldChange[] } & (
    | { readonly change: 'added' }
    | { readonly change: 'removed' }
    | { readonly change: 'changed'; readonly renamedFrom?: string; readonly moved: boolean }
  );

/**
 * The difference in meaning between two sets of items, by item and field, in rendering order. Order of keys, quoting
 * and order of lists without effect never show; equal sets give an empty list.
 */
export function diffConfigs(before: readonly Item[], after: readonly Item[]): ConfigChange[] {
  const old = new Map(before.map((item) => [itemId(item), item]));
  const now = new Map(after.map((item) => [itemId(item), item]));
  const moved = movedItems(old, now);
  const changes = [...now.values()].flatMap((item) => changeOf(old.get(itemId(item)), item, moved));
  const removed = [...old.values()].filter((item) => !now.has(itemId(item)));
  const gone = removed.map(
    (item): ConfigChange => ({ ...refOf(item), change: 'removed', fields: diffFields(item.data, undefined, []) }),
  );
  const order = new Map(
    [...old.values(), ...now.values()].sort(compareItems).map((item, index) => [itemId(item), index]),
  );
  return [...changes, ...gone].sort((a, b) => (order.get(itemId(a)) ?? 0) - (order.get(itemId(b)) ?? 0));
}

function refOf(item: Item) {
  return { kind: item.kind, key: item.key, name: itemName(item) };
}

function changeOf(old: Item | undefined, item: Item, moved: ReadonlySet<string>): ConfigChange[] {
  if (old === undefined) return [{ ...refOf(item), change: 'added', fields: diffFields(undefined, item.data, []) }];
  const fields = diffFields(old.data, item.data, []);
  const isMoved = moved.has(itemId(item));
  if (fields.length === 0 && !isMoved) return [];
  const renamed = itemName(old) === itemName(item) ? {} : { renamedFrom: itemName(old) };
  return [{ ...refOf(item), change: 'changed', fields, moved: isMoved, ...renamed }];
}

/** Kinds whose order has an effect: guardrails run in it, and the first of two equal fallbacks or paths wins. */
const orderedKinds = new Set(
  positionedKinds.filter((kind) => kind === 'guardrail' || kind === 'fallback' || kind === 'pass_through_endpoint'),
);

/** The fewest items whose moving explains the new order: those outside the longest run that kept its order. */
function movedItems(old: ReadonlyMap<string, Item>, now: ReadonlyMap<string, Item>): ReadonlySet<string> {
  const moved = new Set<string>();
  for (const kind of orderedKinds) {
    const inOrder = (items: ReadonlyMap<string, Item>) =>
      [...items.values()]
        .filter((item) => item.kind === kind)
        .sort(compareItems)
        .map(itemId);
    const rank = new Map(
      inOrder(old)
        .filter((id) => now.has(id))
        .map((id, index) => [id, index]),
    );
    const sequence = inOrder(now).filter((id) => rank.has(id));
    const kept = longestRun(sequence.map((id) => rank.get(id) as number));
    for (const [index, id] of sequence.entries()) if (!kept.has(index)) moved.add(id);
  }
  return moved;
}

/** Indexes of a longest increasing subsequence. */
function longestRun(ranks: readonly number[]): ReadonlySet<number> {
  const tails: number[] = [];
  const previous: (number | undefined)[] = [];
  for (const [index, rank] of ranks.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranks[tails[middle] as number] as number) < rank) low = middle + 1;
      else high = middle;
    }
    previous[index] = tails[low - 1];
    tails[low] = index;
  }
  const kept = new Set<number>();
  for (let index = tails.at(-1); index !== undefined; index = previous[index]) kept.add(index);
  return kept;
}

function diffFields(before: Json | undefined, after: Json | undefined, location: Location): FieldChange[] {
  if (before === after) return [];
  if (isSecret(before) || isSecret(after))
    return isSameSecret(before, after) ? [] : [{ change: 'secret', pointer: toPointer(location) }];
  if (isBranch(before) && isBranch(after)) return diffMaps(before, after, location);
  if (before === undefined)
    return isBranch(after) && Object.keys(after).length > 0
      ? diffMaps({}, after, location)
      : [{ change: 'added', pointer: toPointer(location), after: hideSecrets(after as Json) }];
  if (after === undefined)
    return isBranch(before) && Object.keys(before).length > 0
      ? diffMaps(before, {}, location)
      : [{ change: 'removed', pointer: toPointer(location), before: hideSecrets(before) }];
  if (canonicalJson(before) === canonicalJson(after)) return [];
  return [{ change: 'changed', pointer: toPointer(location), before: hideSecrets(before), after: hideSecrets(after) }];
}

function diffMaps(
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
  location: Location,
): FieldChange[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => diffFields(own(before, key), own(after, key), [...location, key]));
}

function own(map: Readonly<Record<string, Json>>, key: string): Json | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function isBranch(value: Json | undefined): value is Readonly<Record<string, Json>> {
  return isJsonObject(value) && !isYamlScalar(value);
}

function isSecret(value: Json | undefined): boolean {
  return isSecretReference(value) || isSecretInput(value);
}

function isSameSecret(before: Json | undefined, after: Json | undefined): boolean {
  return isSecretReference(before) && isSecretReference(after) && canonicalJson(before) === canonicalJson(after);
}

/** Values inside lists are shown whole; references in them become `***`. */
function hideSecrets(value: Json): Json {
  if (isSecret(value)) return '***';
  if (Array.isArray(value)) return (value as readonly Json[]).map(hideSecrets);
  return isBranch(value)
    ? Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, hideSecrets(entry)]))
    : value;
}
