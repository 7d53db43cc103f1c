import { type JsonObject, type SingletonKind, cacheFieldsByType } from '@regent/core';
import type { FieldSpec } from './item-field.tsx';
import { type Path, valueAt } from './path.ts';
import { fieldPaths, isKnown, settingsOf, specOf } from './specs.ts';

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
    .filter((path) => !taken.has(path.join('\0')) && !known.some((place) => path.join('\0').startsWith(`${place.path.join('\0')}\0`)))
    .map((path): FieldPlace => {
      const spec = specOf(kind, path);
      return { path, spec, label: isKnown(kind, path) ? spec.label : `${path.join('.')} (unknown)` };
    });
  return [...known, ...rest];
}

function open(path: Path, spec: FieldSpec, label: string, data: JsonObject): readonly FieldPlace[] {
  const fields = spec.fields ?? [];
  if (fields.length === 0 || path.length > 3) return [{ path, spec, label }];
  const foreign = path.at(-1) === 'cache_params' ? foreignCacheFields(valueAt(data, [...path, 'type'])) : null;
  return fields
    .filter(({ key }) => !foreign?.has(key) || valueAt(data, [...path, key]) !== undefined)
    .flatMap((field) => open([...path, field.key], field, `${label}: ${field.label}`, data));
}

/** The fields of `cache_params` that another type of cache would need. */
function foreignCacheFields(type: unknown): ReadonlySet<string> {
  const name = typeof type === 'string' ? type : '';
  const fits = {
    redis: name.startsWith('redis') || name.startsWith('valkey'),
    semantic: name.endsWith('-semantic'),
    stores: ['s3', 'gcs', 'azure-blob', 'disk'].includes(name),
  };
  const all = Object.entries(cacheFieldsByType);
  const own = new Set(all.flatMap(([group, keys]) => (fits[group as keyof typeof fits] ? keys : [])));
  return new Set(all.flatMap(([, keys]) => keys).filter((key) => !own.has(key)));
}
