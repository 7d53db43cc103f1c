import {
  type Diagnostic,
  isJsonObject,
  type Item,
  type ItemRef,
  type Json,
  type JsonObject,
  type Location,
  positionedKinds,
  reservedKeys,
  reservedVariables,
  secretPaths,
  SINGLETON_KEY,
  isSingleton,
  toPath,
  toPointer,
} from '@regent/core';
import { generateNKeysBetween } from 'fractional-indexing';
import { parseConfig } from '../parse.ts';
import { stampKey } from '../render/stamp.ts';
import { type ValidateOptions, validateConfig } from '../validate.ts';
import { valueAt } from '../yaml/positions.ts';
import { Identity, type NewId } from './identity.ts';
import { resolveIncludes } from './include.ts';
import { type Part, splitDocument } from './split.ts';

export interface ImportOptions extends ValidateOptions {
  /** Ids for entries without one; without it ids are made from the content, the same on every machine. */
  readonly newId?: NewId;
  /** Items that are there already: entries of the same name keep their keys. */
  readonly existing?: readonly Item[];
  /** `drop` leaves the keys of the installation out of the items (they are in the receipt all the same). */
  readonly reserved?: 'keep' | 'drop';
}

/** A secret that was plain text in the file. Store it under `id`, version 1; never log `value`. */
export interface ImportedSecret {
  readonly id: string;
  readonly value: string;
  readonly path: string;
  readonly pointer: string;
  readonly line: number;
}

/** What happened to a part of the file. */
export interface ReceiptEntry {
  readonly action: 'taken' | 'secret-moved' | 'preserved' | 'reserved';
  readonly path: string;
  readonly pointer: string;
  readonly line: number;
  readonly item?: ItemRef;
}

export interface ImportedConfig {
  readonly items: readonly Item[];
  readonly secrets: readonly ImportedSecret[];
  readonly receipt: readonly ReceiptEntry[];
  /** Findings about the file; they never stop an import, errors stop an Apply. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * A `config.yaml` → items. Nothing is lost: what no kind models lives in passthrough, secrets move out with a reference
 * left behind, the stamp of an earlier Apply is taken off. `renderConfig(items)` means the same as the file, except for
 * null or empty sections, generated ids, and alias chains (which are flattened). An unreadable file gives no items.
 */
export function importConfig(text: string, options: ImportOptions = {}): ImportedConfig {
  const parsed = parseConfig(text);
  if (parsed.document === undefined || parsed.positions === undefined) {
    return { items: [], secrets: [], receipt: [], diagnostics: parsed.diagnostics };
  }
  const { document } = resolveIncludes(parsed.document, options.files);
  const { positions } = parsed;
  const place = (location: Location) => ({
    path: toPath(location),
    pointer: toPointer(location),
    line: positions.at(location).line,
  });
  return { ...importDocument(document, place, options), diagnostics: validateConfig(text, options) };
}

/** Where a part of a document came from, for people. */
export interface Place {
  readonly path: string;
  readonly pointer: string;
  readonly line: number;
}

/** A configuration document of any origin → items; `place` says where a location of it was written. */
export function importDocument(
  document: JsonObject,
  place: (location: Location) => Place,
  options: ImportOptions = {},
): Omit<ImportedConfig, 'diagnostics'> {
  const builder = new Builder(place, options);
  const { parts, kept } = splitDocument(document);
  for (const part of parts) builder.add(part);
  for (const location of kept) builder.receipt.push(builder.entry('preserved', location));
  return { items: builder.positioned(), secrets: builder.secrets, receipt: builder.receipt };
}

class Builder {
  readonly items: Item[] = [];
  readonly secrets: ImportedSecret[] = [];
  readonly receipt: ReceiptEntry[] = [];
  readonly #place: (location: Location) => Place;
  readonly #identity: Identity;
  readonly #options: ImportOptions;

  constructor(place: (location: Location) => Place, options: ImportOptions) {
    this.#place = place;
    this.#options = options;
    this.#identity = new Identity(options.newId, options.existing ?? []);
  }

  add(part: Part): void {
    const prepared = this.#withoutReserved(part, part.kind === 'model' ? this.#model(part) : { data: part.data });
    if (prepared === null) return;
    const { data } = prepared;
    const key = prepared.key ?? (isSingleton(part.kind) ? SINGLETON_KEY : this.#identity.keyFor(part.kind, data));
    const ref = { kind: part.kind, key };
    if (part.kind !== 'passthrough') this.receipt.push(this.entry('taken', part.locate([]), ref));
    this.items.push({ ...ref, data: this.#withoutSecrets(part, ref, data) });
  }

  entry(action: ReceiptEntry['action'], location: Location, item?: ItemRef): ReceiptEntry {
    return { action, ...this.#place(location), ...(item === undefined ? {} : { item }) };
  }

  /** List kinds get their place among each other. */
  positioned(): Item[] {
    const places = new Map(
      positionedKinds.map((kind) => [
        kind,
        generateNKeysBetween(null, null, this.items.filter((item) => item.kind === kind).length),
      ]),
    );
    return this.items.map((item) => {
      const position = places.get(item.kind)?.shift();
      return position === undefined ? item : { ...item, position };
    });
  }

  /** Takes the id and the stamp out of a model; an id that is used twice is replaced. */
  #model(part: Part): { data: JsonObject; key?: string } {
    const info = part.data.model_info;
    if (!isJsonObject(info)) return { data: part.data };
    const { id, [stampKey]: stamp, ...rest } = info;
    const kept =
      typeof stamp === 'string' && /^[0-9a-f]{12}$/.test(stamp)
        ? rest
        : stamp === undefined
          ? rest
          : { ...rest, [stampKey]: stamp };
    const { model_info: _info, ...entry } = part.data;
    const data: JsonObject = Object.keys(kept).length === 0 ? entry : { ...entry, model_info: kept };
    const explicit = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
    if (explicit === '') return { data };
    return this.#identity.claim('model', explicit) ? { data, key: explicit } : { data };
  }

  #withoutReserved(
    part: Part,
    prepared: { data: JsonObject; key?: string },
  ): { data: JsonObject; key?: string } | null {
    const drop = this.#options.reserved === 'drop';
    if (part.kind === 'env_var' && (reservedVariables as readonly string[]).includes(String(part.data.name))) {
      this.receipt.push(this.entry('reserved', part.locate([])));
      return drop ? null : prepared;
    }
    const found = reservedKeys
      .map((spec) => spec.path.split('.'))
      .filter((location) => isSingleton(part.kind) && valueAt(prepared.data, location) !== undefined);
    for (const location of found) this.receipt.push(this.entry('reserved', location));
    if (!drop || found.length === 0) return prepared;
    const data = found.reduce(removeAt, prepared.data);
    return Object.keys(data).length === 0 ? null : { ...prepared, data };
  }

  #withoutSecrets(part: Part, ref: ItemRef, data: JsonObject): JsonObject {
    let result: Json = data;
    for (const inside of secretPaths(part.kind, data)) {
      const location = part.locate(inside);
      const id = this.#identity.secretId([ref.kind, ref.key, ...inside]);
      this.secrets.push({ id, value: valueAt(data, inside) as string, ...this.#place(location) });
      this.receipt.push(this.entry('secret-moved', location, ref));
      result = replaceAt(result, inside, { $secret: id, version: 1 });
    }
    return result as JsonObject;
  }
}

function removeAt(tree: JsonObject, location: readonly string[]): JsonObject {
  const [section = '', key = ''] = location;
  const { [key]: _gone, ...rest } = tree[section] as JsonObject;
  const { [section]: _section, ...others } = tree;
  return Object.keys(rest).length === 0 ? others : { ...tree, [section]: rest };
}

/** A copy of `value` with the value at `location` replaced. */
function replaceAt(value: Json, location: Location, replacement: Json): Json {
  const [part, ...rest] = location;
  if (part === undefined) return replacement;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((entry, index) =>
      index === part ? replaceAt(entry, rest, replacement) : entry,
    );
  if (!isJsonObject(value)) return value;
  return { ...value, [part]: replaceAt(value[part] as Json, rest, replacement) };
}
