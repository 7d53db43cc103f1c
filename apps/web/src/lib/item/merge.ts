import { equalJson, type ItemKind, type Json, type JsonObject, type VersionConflict } from '@regent/core';
import { type Path, valueAt, withValue } from './path.ts';
import { fieldPaths } from './specs.ts';

/** A field on which two edits of one item disagree. */
export interface ContestedField {
  readonly path: Path;
  readonly base: Json | undefined;
  readonly mine: Json | undefined;
  readonly theirs: Json | undefined;
  /** Whose value to begin with: a side that left the field alone gives way. */
  readonly suggestion: 'mine' | 'theirs';
}

/** The fields where what was typed and what somebody else saved differ, in the order of the item. */
export function contestedFields(
  kind: ItemKind,
  conflict: Pick<VersionConflict, 'base' | 'theirs'>,
  mine: JsonObject,
): readonly ContestedField[] {
  const base = conflict.base ?? {};
  const theirs = conflict.theirs ?? {};
  const names = new Set([mine, theirs, base].flatMap((data) => fieldPaths(kind, data).map((path) => path.join('\0'))));
  return [...names]
    .map((name) => name.split('\0'))
    .map((path) => ({ path, base: valueAt(base, path), mine: valueAt(mine, path), theirs: valueAt(theirs, path) }))
    .filter((field) => !equalJson(field.mine, field.theirs))
    .map((field) => ({ ...field, suggestion: equalJson(field.mine, field.base) ? 'theirs' : 'mine' }));
}

/** Theirs, with the chosen fields of mine put over it. */
export function mergeFields(theirs: JsonObject | null, chosenMine: readonly ContestedField[]): JsonObject {
  return chosenMine.reduce((data, field) => withValue(data, field.path, field.mine), theirs ?? {});
}
