import type { ItemKind } from '../item.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import { keySpecAt, ownerOf, settingsSections } from '../ownership/table.ts';
import type { Location } from '../pointer.ts';

export interface ForeignLocation {
  readonly location: Location;
  /** The kind that owns it; null when nobody does, so that it belongs into passthrough. */
  readonly owner: ItemKind | null;
}

/** Keys in the data of a singleton that another kind owns. Save refuses them and offers to move them. */
export function foreignLocations(kind: ItemKind, data: JsonObject): ForeignLocation[] {
  return ownedUnits(data)
    .map((location) => ({ location, owner: settingOwner(location) }))
    .filter(({ owner }) => (owner ?? 'passthrough') !== kind);
}

/** The locations of a configuration tree that have one owner each: keys of settings sections, and other sections whole. */
export function ownedUnits(tree: JsonObject): Location[] {
  return Object.entries(tree).flatMap(([section, value]): Location[] => {
    const isSection = (settingsSections as readonly string[]).includes(section);
    return isSection && isJsonObject(value) ? Object.keys(value).map((key) => [section, key]) : [[section]];
  });
}

/** The kind whose item holds a location; reserved keys stay with the kind that shows them. */
export function settingOwner(location: Location): ItemKind | null {
  const owner = ownerOf(location);
  return owner === 'reserved' ? (keySpecAt(location)?.kind ?? null) : owner;
}
