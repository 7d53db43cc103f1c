import { isJsonObject, type ItemKind, type JsonObject, keySpecs, settingsSections } from '@regent/core';
import { screenOfKind } from '../../lib/item/place.ts';
import { kindWords } from '../../locale/en.ts';

export interface OwnedKey {
  readonly path: readonly string[];
  readonly screen: string;
  readonly href: string;
}

/** Keys in raw settings that another screen edits; reserved ones belong to the installation. */
export function ownedKeys(data: JsonObject): readonly OwnedKey[] {
  const owners = new Map(keySpecs.map((spec) => [spec.path, spec]));
  return Object.entries(data).flatMap(([section, value]) => {
    const inside = (settingsSections as readonly string[]).includes(section) && isJsonObject(value);
    const paths = inside ? Object.keys(value).map((key) => [section, key]) : [[section]];
    return paths.flatMap((path) => {
      const spec = owners.get(path.join('.'));
      return spec && spec.kind !== 'passthrough' ? [{ path, ...ownerWords(spec.kind) }] : [];
    });
  });
}

function ownerWords(kind: ItemKind): Omit<OwnedKey, 'path'> {
  return { screen: kindWords[kind].one, href: screenOfKind[kind] };
}
