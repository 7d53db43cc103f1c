import {
  AppError,
  foreignLocations,
  isSingleton,
  type ItemKind,
  type JsonObject,
  toPath,
  toPointer,
} from '@regent/core';

/**
 * A settings item may hold only keys of its own kind, and passthrough only keys that nobody owns: otherwise two items
 * would fight over one line of the file.
 * @throws AppError `owned-key`; its data lists each foreign key and the kind that owns it
 */
export function guardOwnedKeys(kind: ItemKind, data: JsonObject): void {
  if (!isSingleton(kind)) return;
  const keys = foreignLocations(kind, data).map(({ location, owner }) => ({
    pointer: toPointer(location),
    path: toPath(location),
    owner: owner ?? 'passthrough',
  }));
  if (keys.length === 0) return;
  const detail = keys.map(({ path, owner }) => `${path} belongs to ${owner}`).join('; ');
  throw new AppError('owned-key', { detail, data: { keys } });
}
