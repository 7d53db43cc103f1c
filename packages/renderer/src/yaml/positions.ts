import { isJsonObject, isYamlScalar, type Json, type Location } from '@regent/core';
import type { Mark } from './problem.ts';

/** 1-based place in a text. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

type Places = Map<string, Mark> | Mark[];

/** Where keys and list entries stand in the text that a document was read from. */
export class Positions {
  readonly #root: Json;
  readonly #places: WeakMap<object, Places>;

  constructor(root: Json, places: WeakMap<object, Places>) {
    this.#root = root;
    this.#places = places;
  }

  /** Place of a key or list entry; of its nearest holder when it is not there. The document itself is at 1:1. */
  at(location: Location): Position {
    let value: Json | undefined = this.#root;
    let mark: Mark = { line: 0, column: 0 };
    for (const part of location) {
      const place = this.#placeIn(value, part);
      if (place === undefined) break;
      mark = place;
      value = childOf(value, part);
    }
    return { line: mark.line + 1, column: mark.column + 1 };
  }

  #placeIn(value: Json | undefined, part: string | number): Mark | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const places = this.#places.get(value);
    return Array.isArray(places) ? places[Number(part)] : places?.get(String(part));
  }
}

/** The value of a key or list entry; undefined when there is none. */
export function childOf(value: Json | undefined, part: string | number): Json | undefined {
  if (Array.isArray(value)) return (value as readonly Json[])[Number(part)];
  if (!isJsonObject(value) || isYamlScalar(value)) return undefined;
  return Object.hasOwn(value, part) ? value[part] : undefined;
}

/** The value at a location; undefined when there is none. */
export function valueAt(root: Json | undefined, location: Location): Json | undefined {
  return location.reduce<Json | undefined>(childOf, root);
}
