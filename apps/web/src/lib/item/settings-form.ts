import type { JsonObject, SingletonKind } from '@regent/core';
import { type Path, valueAt } from './path.ts';
import { type FieldSpec, fieldPaths, isKnown, settingsOf, specOf } from './specs.ts';

export interface FieldPlace {
  readonly path: Path;
  readonly spec: FieldSpec;
  readonly label: string;
}

/**
 * The fields of a settings kind: one for each key, maps with known keys opened up, and whatever else the data holds.
 * Where a map depends on a choice (the cache's type), only the fields of that choice are offered.
 */
export function formOf(kind: SingletonKind, data: JsonObject): readonly FieldPlace[] {
  const known = settingsOf(kind).flatMap(({ path, spec }) => open(path, spec, spec.label, data));
  const taken = new Set(known.map(({ path }) => path.join('\0')));
  const rest = fieldPaths(kind, data)
    .filter(
      (path) =>
        !taken.has(path.join('\0')) && !known.some((place) => path.join('\0').startsWith(`${place.path.join('\0')}\0`)),
    )
    .map((path): FieldPlace => {
      const spec = specOf(kind, path);
      return { path, spec, label: isKnown(kind, path) ? spec.label : `${path.join('.')} (unknown)` };
    });
  return toldApart([...known, ...rest]);
}

/** Two keys of one name in different sections say which section is theirs. */
function toldApart(places: readonly FieldPlace[]): readonly FieldPlace[] {
  const times = new Map<string, number>();
  for (const { label } of places) times.set(label, (times.get(label) ?? 0) + 1);
  return places.map((place) =>
    times.get(place.label) === 1 ? place : { ...place, label: `${place.label} (${place.path.slice(0, -1).join('.')})` },
  );
}

function open(path: Path, spec: FieldSpec, label: string, data: JsonObject): readonly FieldPlace[] {
  const fields = spec.fields ?? [];
  if (fields.length === 0 || path.length > 3) return [{ path, spec, label }];
  const isForeign = (key: string) =>
    path.at(-1) === 'cache_params' && isForeignCacheField(key, valueAt(data, [...path, 'type']));
  return fields
    .filter(({ key }) => !isForeign(key) || valueAt(data, [...path, key]) !== undefined)
    .flatMap((field) =>
      open([...path, field.key], field, isAlone(path) ? field.label : `${label}: ${field.label}`, data),
    );
}

/** A map that the whole screen is about; its name before every field would only be noise. */
function isAlone(path: Path): boolean {
  return path.at(-1) === 'cache_params';
}

/** `cache_params` holds the fields of every kind of cache; a prefix tells which one a field is for. */
const cacheTypeOfPrefix: readonly (readonly [string, string])[] = [
  ['s3_', 's3'],
  ['gcs_', 'gcs'],
  ['azure_', 'azure-blob'],
  ['disk_', 'disk'],
  ['qdrant_', 'qdrant-semantic'],
  ['redis_semantic_', 'redis-semantic'],
  ['valkey_semantic_', 'valkey-semantic'],
];

function isForeignCacheField(key: string, type: unknown): boolean {
  const owner = cacheTypeOfPrefix.find(([prefix]) => key.startsWith(prefix))?.[1];
  return owner !== undefined && owner !== type;
}
