import type { JsonObject, SingletonKind } from '@regent/core';
import { choiceAgainst } from './field-choice.ts';
import { type Path, valueAt } from './path.ts';
import { type FieldSpec, fieldPaths, isKnown, settingsOf, specOf } from './specs.ts';

export interface FieldPlace {
  readonly path: Path;
  readonly spec: FieldSpec;
  readonly label: string;
}

/**
 * The fields of a settings kind: one for each key, maps with known keys opened up, and whatever else the data holds.
 * Where a map depends on a choice (the cache's type, the routing strategy), only what that choice reads is offered, by
 * what is typed; a field that is set all the same stays, and says that it does not count.
 */
export function formOf(kind: SingletonKind, data: JsonObject, typed: JsonObject = data): readonly FieldPlace[] {
  const known = settingsOf(kind).flatMap((place) => open({ ...place, label: place.spec.label }, { data, typed }));
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

interface FormData {
  readonly data: JsonObject;
  readonly typed: JsonObject;
}

function open({ path, spec, label }: FieldPlace, form: FormData): readonly FieldPlace[] {
  const fields = spec.fields ?? [];
  if (fields.length === 0 || path.length > 3) return [{ path, spec, label }];
  return fields.flatMap((field) => {
    const at = [...path, field.key];
    const name = isAlone(path) ? field.label : `${label}: ${field.label}`;
    const choice = choiceAgainst(at, form.typed);
    if (choice === null) return open({ path: at, spec: field, label: name }, form);
    const isSet = valueAt(form.data, at) !== undefined || valueAt(form.typed, at) !== undefined;
    return isSet ? [{ path: at, spec: field, label: `${name} (not read by ${choice})` }] : [];
  });
}

/** A map that the whole screen is about; its name before every field would only be noise. */
function isAlone(path: Path): boolean {
  return path.at(-1) === 'cache_params';
}
