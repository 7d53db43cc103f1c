import { isJsonObject, type Json, type JsonObject } from '@regent/core';

/** Keys from the root of an item's data to one value. */
export type Path = readonly string[];

export function valueAt(data: JsonObject | null | undefined, path: Path): Json | undefined {
  let value: Json | undefined = data ?? undefined;
  for (const key of path) value = isJsonObject(value) ? value[key] : undefined;
  return value;
}

/** The text at a path; blank where there is none, or something that is no text. */
export function textAt(data: JsonObject | null | undefined, path: Path): string {
  const value = valueAt(data, path);
  return typeof value === 'string' ? value : '';
}

/** A copy with one value set; `undefined` removes the key, and maps that it leaves empty, as if never written. */
export function withValue(data: JsonObject, path: Path, value: Json | undefined): JsonObject {
  const [key, ...rest] = path;
  if (key === undefined) return data;
  const { [key]: current, ...others } = data;
  const next = rest.length === 0 ? value : nested(isJsonObject(current) ? current : {}, rest, value);
  if (next === undefined) return others;
  return Object.hasOwn(data, key) ? { ...data, [key]: next } : { ...others, [key]: next };
}

function nested(data: JsonObject, rest: Path, value: Json | undefined): JsonObject | undefined {
  const result = withValue(data, rest, value);
  return value === undefined && Object.keys(result).length === 0 ? undefined : result;
}
