import { readdirSync, readFileSync } from 'node:fs';
import type { Json, JsonObject } from '@regent/core';

/** A file of the golden configurations. */
export function configText(name: string): string {
  return readFileSync(new URL(`../testdata/configs/${name}`, import.meta.url), 'utf8');
}

export function configJson<T = JsonObject>(name: string): T {
  return JSON.parse(configText(name)) as T;
}

/** Names of all golden configurations, without `.yaml`. */
export const configNames: readonly string[] = readdirSync(new URL('../testdata/configs/', import.meta.url))
  .filter((name) => name.endsWith('.yaml'))
  .map((name) => name.replace(/\.yaml$/, ''));

/** Equality up to what import promises: null and empty sections go, generated ids do not count. */
export function comparable(document: JsonObject, original: JsonObject): Json {
  const models = (document.model_list ?? []) as readonly JsonObject[];
  const originals = (original.model_list ?? []) as readonly JsonObject[];
  const stripped = models.map((model, index): JsonObject => {
    const { id, ...info } = model.model_info as JsonObject;
    const known = (originals[index]?.model_info as JsonObject | undefined)?.id;
    return { ...model, model_info: known === undefined || id === undefined ? info : { ...info, id } };
  });
  return withoutEmpty({ ...document, model_list: stripped });
}

export function withoutEmpty(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(withoutEmpty);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, entry]): [string, Json] => [key, withoutEmpty(entry)]);
  return Object.fromEntries(
    entries.filter(([, entry]) => entry !== null && !(typeof entry === 'object' && Object.keys(entry).length === 0)),
  );
}
