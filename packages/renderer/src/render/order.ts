import {
  compareCodePoints,
  isJsonObject,
  isSecretReference,
  isYamlScalar,
  type Json,
  type JsonObject,
  type KeySpec,
  keySpecs,
  sectionOrder,
  settingsSections,
} from '@regent/core';

interface Order {
  readonly rank: ReadonlyMap<string, number>;
  readonly specOf: (key: string) => KeySpec | undefined;
}

/**
 * Puts every map into its canonical order: sections as a reader expects them, known keys in the order of the table,
 * unknown ones after them by code point. Order of lists stays. Copies, so that no container stands in two places.
 */
export function orderDocument(document: JsonObject): JsonObject {
  const ordered = orderMap(document, topOrder);
  for (const section of settingsSections) {
    const value = ordered[section];
    if (isPlainMap(value)) ordered[section] = orderMap(value, sectionOrders[section]);
  }
  return ordered;
}

function orderMap(map: JsonObject, order: Order): Record<string, Json> {
  const keys = Object.keys(map);
  if (keys.length > 1) {
    keys.sort((a, b) => (order.rank.get(a) ?? Infinity) - (order.rank.get(b) ?? Infinity) || compareCodePoints(a, b));
  }
  // Not by assignment, which would lose a key `__proto__` without a word.
  return Object.fromEntries(keys.map((key) => [key, orderValue(map[key] as Json, order.specOf(key))]));
}

function orderValue(value: Json, spec: KeySpec | undefined): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((entry) => orderValue(entry, spec?.each));
  return isPlainMap(value) ? orderMap(value, spec === undefined ? unordered : orderOf(spec)) : value;
}

function isPlainMap(value: Json | undefined): value is JsonObject {
  return isJsonObject(value) && !isYamlScalar(value) && !isSecretReference(value);
}

const unordered: Order = { rank: new Map(), specOf: () => undefined };
const orders = new WeakMap<KeySpec, Order>();

function orderOf(spec: KeySpec): Order {
  let order = orders.get(spec);
  if (order === undefined) {
    order = tableOrder(spec.fields ?? [], spec.each);
    orders.set(spec, order);
  }
  return order;
}

function tableOrder(fields: readonly KeySpec[], each?: KeySpec): Order {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  return {
    rank: new Map(fields.map((field, index) => [field.key, index])),
    specOf: (key) => byKey.get(key) ?? each,
  };
}

const topSpecs = new Map(keySpecs.filter((spec) => !spec.path.includes('.')).map((spec) => [spec.path, spec]));
const topOrder: Order = {
  rank: new Map(sectionOrder.map((section, index) => [section, index])),
  specOf: (key) => topSpecs.get(key),
};
const sectionOrders = Object.fromEntries(
  settingsSections.map((section) => [
    section,
    tableOrder(keySpecs.filter((spec) => spec.path === `${section}.${spec.key}`)),
  ]),
) as Record<(typeof settingsSections)[number], Order>;
