import { isJsonObject, type Json, type JsonObject } from '@regent/core';

/** Objects merge at every depth; of anything else the overlay's value is taken, lists and null included. */
export function overlaid(base: JsonObject, overlay: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...base };
  for (const [key, value] of Object.entries(overlay)) {
    const before = Object.hasOwn(base, key) ? base[key] : undefined;
    merged[key] = isJsonObject(before) && isJsonObject(value) ? overlaid(before, value) : value;
  }
  return merged;
}

/** The object at a key; empty where there is none or where it is null. */
export function objectAt(holder: JsonObject, key: string): JsonObject {
  const value = Object.hasOwn(holder, key) ? holder[key] : undefined;
  return isJsonObject(value) ? value : {};
}
