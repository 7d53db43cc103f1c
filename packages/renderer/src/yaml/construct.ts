import { canonicalJson, type Json, type JsonObject, type Location, type YamlScalar } from '@regent/core';
import type { MappingNode, Node, ScalarNode, SequenceNode } from './node.ts';
import { Positions } from './positions.ts';
import { type Mark, YamlProblem } from './problem.ts';
import { parseFloatText, parseInteger, parseTimestamp } from './scalar.ts';

const prefix = 'tag:yaml.org,2002:';
/** Keys with a meaning of our own in item data; a map that uses them is kept as pairs. */
/** Keys that mean something to Regent and may not come from a file. */
export const reservedWords: ReadonlySet<string> = new Set(['$yaml', '$secret', '$newSecret', '$regent', '__proto__']);
const valuesMax = 1_000_000;

/** A key that stands twice in one map, or one that is not text. */
export interface KeyFinding {
  readonly problem: 'duplicate' | 'not-text';
  readonly location: Location;
  readonly mark: Mark;
  /** 1-based line of the first of two. */
  readonly firstLine: number;
}

export interface Constructed {
  readonly value: Json;
  readonly positions: Positions;
  readonly findings: readonly KeyFinding[];
}

/** Nodes → data, as PyYAML's safe constructor makes it: merges, tags, last of two equal keys. @throws YamlProblem */
export function construct(root: Node): Constructed {
  const constructor = new Constructor();
  const value = constructor.value(root);
  return { value, positions: new Positions(value, constructor.places), findings: constructor.findings };
}

type Pair = MappingNode['pairs'][number];

class Constructor {
  readonly places = new WeakMap<object, Map<string, Mark> | Mark[]>();
  readonly findings: KeyFinding[] = [];
  readonly #done = new Map<Node, { value: Json; size: number }>();
  readonly #open = new Set<Node>();
  readonly #flat = new Map<MappingNode, readonly Pair[]>();
  readonly #path: (string | number)[] = [];
  #size = 0;

  value(node: Node): Json {
    if (node.kind === 'scalar') {
      this.#grow(1);
      return scalarValue(node);
    }
    const known = this.#done.get(node);
    if (known !== undefined) {
      this.#grow(known.size);
      return known.value;
    }
    if (this.#open.has(node)) throw new YamlProblem('an alias that contains itself', node.start);
    this.#open.add(node);
    const before = this.#size;
    const value = node.kind === 'sequence' ? this.#sequence(node) : this.#mapping(node);
    this.#grow(1);
    this.#open.delete(node);
    this.#done.set(node, { value, size: this.#size - before });
    return value;
  }

  #grow(size: number): void {
    this.#size += size;
    if (this.#size > valuesMax) {
      throw new YamlProblem(`aliases expand to more than ${valuesMax} values`, { line: 0, column: 0 });
    }
  }

  #sequence(node: SequenceNode): Json {
    if (node.tag === `${prefix}omap` || node.tag === `${prefix}pairs`) return this.#pairList(node);
    if (node.tag !== `${prefix}seq`) refuseTag(node);
    const list: Json[] = [];
    this.places.set(
      list,
      node.entries.map((entry) => entry.at),
    );
    for (const [index, entry] of node.entries.entries()) {
      this.#path.push(index);
      list.push(this.value(entry.node));
      this.#path.pop();
    }
    return list;
  }

  #pairList(node: SequenceNode): Json {
    return node.entries.map(({ node: entry }) => {
      const pair = entry.kind === 'mapping' && entry.pairs.length === 1 ? entry.pairs[0] : undefined;
      if (pair === undefined) throw new YamlProblem('expected a map with one key', entry.start);
      return [this.value(pair.key), this.value(pair.value)];
    });
  }

  #mapping(node: MappingNode): Json {
    if (node.tag !== `${prefix}map` && node.tag !== `${prefix}set`) refuseTag(node);
    this.#findDuplicates(node);
    const pairs = this.#flatten(node);
    const entries = new Map<string, [Json, Json, Mark]>();
    let plain = true;
    for (const { key, value } of pairs) {
      const name = this.#key(key);
      plain &&= typeof name === 'string' && !reservedWords.has(name);
      const id = keyIdentity(name);
      this.#path.push(typeof name === 'string' ? name : canonicalJson(name));
      // As in Python, the first of two equal keys stays and the last value wins.
      entries.set(id, [entries.get(id)?.[0] ?? name, this.value(value), key.start]);
      this.#path.pop();
    }
    if (node.tag === `${prefix}set`) return { $yaml: 'set', value: [...entries.values()].map(([name]) => name) };
    return plain
      ? this.#object(entries)
      : { $yaml: 'map', value: [...entries.values()].map(([name, value]) => [name, value]) };
  }

  #object(entries: Map<string, [Json, Json, Mark]>): JsonObject {
    const object: Record<string, Json> = {};
    const places = new Map<string, Mark>();
    for (const [name, value, mark] of entries.values()) {
      object[name as string] = value;
      places.set(name as string, mark);
    }
    this.places.set(object, places);
    return object;
  }

  #key(node: Node): Json {
    const resolved = node.kind === 'scalar' && node.tag === `${prefix}value` ? { ...node, tag: `${prefix}str` } : node;
    const value = this.value(resolved);
    if (resolved.kind !== 'scalar') throw new YamlProblem('a list or map cannot be a key', node.start);
    return value;
  }

  #findDuplicates(node: MappingNode): void {
    const seen = new Map<string, Mark>();
    for (const { key } of node.pairs) {
      if (key.kind !== 'scalar' || key.tag === `${prefix}merge`) continue;
      const name = this.#key(key);
      const id = keyIdentity(name);
      const first = seen.get(id);
      const location = [...this.#path, typeof name === 'string' ? name : key.value];
      const firstLine = (first ?? key.start).line + 1;
      if (first !== undefined) this.findings.push({ problem: 'duplicate', location, mark: key.start, firstLine });
      if (typeof name !== 'string') this.findings.push({ problem: 'not-text', location, mark: key.start, firstLine });
      seen.set(id, key.start);
    }
  }

  /** Resolves `<<`: merged pairs come first, so that own keys win; of a list, the first map wins. */
  #flatten(node: MappingNode): readonly Pair[] {
    const known = this.#flat.get(node);
    if (known !== undefined) return known;
    if (!node.pairs.some((pair) => isMerge(pair.key))) return node.pairs;
    if (this.#open.has(node) && this.#flat.has(node)) throw new YamlProblem('a merge that contains itself', node.start);
    this.#flat.set(node, []);
    const merged: Pair[] = [];
    for (const { key, value } of node.pairs) if (isMerge(key)) merged.push(...this.#mergeSource(value));
    const flat = [...merged, ...node.pairs.filter((pair) => !isMerge(pair.key))];
    this.#grow(merged.length);
    this.#flat.set(node, flat);
    return flat;
  }

  #mergeSource(node: Node): readonly Pair[] {
    if (node.kind === 'mapping') return this.#flatten(node);
    if (node.kind === 'scalar') throw new YamlProblem('"<<" needs a map or a list of maps', node.start);
    const maps = node.entries.map((entry) => {
      if (entry.node.kind !== 'mapping') throw new YamlProblem('"<<" needs a map or a list of maps', entry.at);
      return this.#flatten(entry.node);
    });
    return maps.reverse().flat();
  }
}

function isMerge(node: Node): boolean {
  return node.kind === 'scalar' && node.tag === `${prefix}merge`;
}

/** Equal for keys that are equal in Python, where `1`, `1.0` and `true` are one key. */
function keyIdentity(key: Json): string {
  if (typeof key === 'string') return `text ${key}`;
  if (typeof key === 'boolean') return `number ${Number(key)}`;
  if (typeof key === 'number') return `number ${key}`;
  const float = (key as YamlScalar | null)?.$yaml === 'float' ? Number((key as YamlScalar).value) : Number.NaN;
  return Number.isNaN(float) ? canonicalJson(key) : `number ${float}`;
}

const booleans: Readonly<Record<string, boolean>> = {
  yes: true,
  no: false,
  true: true,
  false: false,
  on: true,
  off: false,
};

function scalarValue(node: ScalarNode): Json {
  switch (node.tag.startsWith(prefix) ? node.tag.slice(prefix.length) : node.tag) {
    case 'str':
      return node.value;
    case 'null':
      return null;
    case 'bool':
      return booleans[node.value.toLowerCase()] ?? refuseValue(node, 'a boolean');
    case 'int':
      return parseInteger(node.value) ?? refuseValue(node, 'an integer');
    case 'float':
      return parseFloatText(node.value) ?? refuseValue(node, 'a number');
    case 'timestamp':
      return parseTimestamp(node.value) ?? refuseValue(node, 'a date; quote it if it is text');
    case 'binary':
      return { $yaml: 'binary', value: base64(node) };
    case 'value':
      throw new YamlProblem('"=" alone needs quotes', node.start);
    case 'merge':
      throw new YamlProblem('"<<" alone needs quotes', node.start);
    default:
      return refuseTag(node);
  }
}

/** As Python decodes it: foreign characters and padding out of place are skipped, and what follows the padding is. */
function base64(node: ScalarNode): string {
  if (/[^\t\n\r -~]/.test(node.value)) refuseValue(node, 'base64');
  let text = '';
  let pads = 0;
  for (const character of node.value.replace(/[^A-Za-z0-9+/=]/g, '')) {
    const inQuad = text.length % 4;
    if (character !== '=') {
      text += character;
      pads = 0;
    } else if (inQuad >= 2 && inQuad + ++pads === 4) return text + '='.repeat(pads);
  }
  return text.length % 4 === 0 ? text : refuseValue(node, 'base64');
}

function refuseValue(node: ScalarNode, what: string): never {
  throw new YamlProblem(`${JSON.stringify(node.value)} is not ${what}`, node.start);
}

function refuseTag(node: Node): never {
  const tag = node.tag.startsWith(prefix) ? `!!${node.tag.slice(prefix.length)}` : node.tag;
  throw new YamlProblem(`the tag ${tag} means nothing to the engine here`, node.start);
}
