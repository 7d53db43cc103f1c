import { fromPointer, type Item, type ItemRef, itemId, type Location, toPointer } from '@regent/core';
import { childOf, type Positions, valueAt } from '../yaml/positions.ts';
import type { Origin } from './assemble.ts';

/** Where a value of the rendered text comes from: an item and the pointer inside its data. */
export type Source = ItemRef & { readonly pointer: string };

/** Ties the rendered text to items: pointer ↔ item and pointer in the item ↔ line. */
export class SourceMap {
  readonly #positions: Positions;
  readonly #byPlace: ReadonlyMap<string, Origin>;
  readonly #byItem = new Map<string, Origin[]>();
  readonly #trees: readonly Item[];

  /** `trees` are the singletons, whose data has the shape of the document; managed kinds before passthrough. */
  constructor(positions: Positions, origins: readonly Origin[], trees: readonly Item[]) {
    this.#positions = positions;
    this.#byPlace = new Map(origins.map((origin) => [toPointer(origin.location), origin]));
    for (const origin of origins) {
      const id = itemId(origin.item);
      this.#byItem.set(id, [...(this.#byItem.get(id) ?? []), origin]);
    }
    this.#trees = trees;
  }

  /** 1-based line of a pointer into the document; of its nearest holder when it is not there. */
  lineOf(location: Location): number {
    return this.#positions.at(location).line;
  }

  /** The item that a location of the document comes from; undefined for sections that several items share. */
  sourceOf(location: Location): Source | undefined {
    if (location.length === 0) return undefined;
    for (let length = location.length; length > 0; length--) {
      const origin = this.#byPlace.get(toPointer(location.slice(0, length)));
      if (origin === undefined) continue;
      const { item } = origin;
      return {
        kind: item.kind,
        key: item.key,
        pointer: toPointer([...origin.inside, ...insideEntry(item, location.slice(length))]),
      };
    }
    const tree = this.#trees.find((item) => valueAt(item.data, location) !== undefined) ?? this.#holderOf(location);
    return tree === undefined ? undefined : { kind: tree.kind, key: tree.key, pointer: toPointer(location) };
  }

  /** Where a value of an item stands in the document; undefined when it is not rendered. */
  locationOf(item: ItemRef, pointer: string): Location | undefined {
    const inside = fromPointer(pointer);
    const origins = this.#byItem.get(itemId(item));
    if (origins === undefined) {
      const tree = this.#trees.find((candidate) => itemId(candidate) === itemId(item));
      return tree !== undefined && valueAt(tree.data, inside) !== undefined ? inside : undefined;
    }
    const origin =
      origins.find((candidate) => candidate.inside.every((part, index) => String(part) === inside[index])) ??
      origins[0];
    if (origin === undefined) return undefined;
    const rest = inside.slice(origin.inside.length);
    const named =
      item.kind === 'fallback' && rest[0] === 'targets' ? [String(origin.item.data.source), ...rest.slice(1)] : rest;
    return [...origin.location, ...named];
  }

  /** For something missing in a section: the one item that holds keys of that section, if it is one only. */
  #holderOf(location: Location): Item | undefined {
    const section = location[0];
    if (location.length < 2 || section === undefined) return undefined;
    const holders = this.#trees.filter((item) => childOf(item.data, section) !== undefined);
    return holders.length === 1 ? holders[0] : undefined;
  }
}

/** A fallback renders as `{source: targets}`: what follows the source stands in `targets`. */
function insideEntry(item: Item, rest: Location): Location {
  if (item.kind !== 'fallback' || rest.length === 0 || item.data.source === undefined) return rest;
  return ['targets', ...rest.slice(1)];
}
