import type { Node } from './node.ts';
import { type Mark, YamlProblem } from './problem.ts';
import { resolvePlain } from './resolve.ts';
import { Scanner } from './scanner.ts';
import { type Token, type TokenType, tokenNames } from './token.ts';

const yamlPrefix = 'tag:yaml.org,2002:';
const depthMax = 200;

interface Properties {
  readonly anchor: string | null;
  readonly tag: string | null;
  readonly start: Mark;
}

/** The one document of a text as a tree of nodes; null when there is none. @throws YamlProblem */
export function compose(text: string): Node | null {
  return new Composer(text).single();
}

class Composer {
  readonly #scanner: Scanner;
  readonly #anchors = new Map<string, Node>();
  readonly #handles = new Map([
    ['!', '!'],
    ['!!', yamlPrefix],
  ]);
  #depth = 0;

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  single(): Node | null {
    const explicit = this.#documentStart();
    if (this.#at('stream-end') && !explicit) return null;
    const node = this.#at('document-start', 'document-end', 'stream-end', 'directive')
      ? this.#empty()
      : this.#node('block');
    if (this.#at('document-end')) this.#scanner.take();
    while (this.#at('document-end')) this.#scanner.take();
    if (this.#at('document-start', 'directive')) {
      throw new YamlProblem('a second document begins here; the engine reads one only', this.#scanner.peek().start);
    }
    if (!this.#at('stream-end')) this.#refuse('expected the end of the file');
    return node;
  }

  #documentStart(): boolean {
    if (this.#at('document-end')) this.#refuse('expected a value');
    if (!this.#at('directive', 'document-start')) return false;
    let version = false;
    for (let token = this.#scanner.peek(); token.type === 'directive'; token = this.#scanner.peek()) {
      this.#scanner.take();
      const [first = '', second = ''] = token.value;
      if (token.name === 'TAG') this.#handles.set(first, second);
      if (token.name === 'YAML' && (version || !first.startsWith('1.'))) {
        throw new YamlProblem('this YAML version is not read', token.start);
      }
      version ||= token.name === 'YAML';
    }
    if (!this.#at('document-start')) this.#refuse('expected "---"');
    this.#scanner.take();
    return true;
  }

  #at(...types: readonly TokenType[]): boolean {
    return types.includes(this.#scanner.peek().type);
  }

  #refuse(message: string): never {
    const token = this.#scanner.peek();
    throw new YamlProblem(`${message}, but found ${tokenNames[token.type]}`, token.start);
  }

  #empty(mark: Mark = this.#scanner.peek().start): Node {
    return { kind: 'scalar', tag: `${yamlPrefix}null`, value: '', start: mark };
  }

  /** `value` is a block node that may be a list without indentation of its own. */
  #node(style: 'block' | 'value' | 'flow'): Node {
    const token = this.#scanner.peek();
    if (token.type === 'alias') {
      this.#scanner.take();
      const node = this.#anchors.get(token.name);
      if (node === undefined)
        throw new YamlProblem(`"*${token.name}" names an anchor that is not defined`, token.start);
      return node;
    }
    const properties = this.#properties();
    if (properties.anchor !== null && this.#anchors.has(properties.anchor)) {
      throw new YamlProblem(`the anchor "&${properties.anchor}" is defined twice`, properties.start);
    }
    if (++this.#depth > depthMax) throw new YamlProblem(`nested deeper than ${depthMax} levels`, token.start);
    const node = this.#content(style, properties);
    this.#depth--;
    return node;
  }

  #properties(): Properties {
    const start = this.#scanner.peek().start;
    let anchor: string | null = null;
    let tag: string | null = null;
    for (let count = 0; count < 2; count++) {
      const token = this.#scanner.peek();
      if (token.type === 'anchor' && anchor === null) anchor = token.name;
      else if (token.type === 'tag' && tag === null) tag = this.#resolveTag(token);
      else break;
      this.#scanner.take();
    }
    return { anchor, tag, start };
  }

  #resolveTag(token: Token & { type: 'tag' }): string {
    if (token.handle === null) return token.suffix;
    const prefix = this.#handles.get(token.handle);
    if (prefix === undefined) throw new YamlProblem(`the tag handle "${token.handle}" is not defined`, token.start);
    return prefix + token.suffix;
  }

  #content(style: 'block' | 'value' | 'flow', properties: Properties): Node {
    const token = this.#scanner.peek();
    switch (token.type) {
      case 'scalar':
        this.#scanner.take();
        return this.#named(properties, scalarNode(token, properties));
      case 'flow-sequence-start':
        return this.#flowSequence(properties);
      case 'flow-mapping-start':
        return this.#flowMapping(properties);
      default:
    }
    if (style === 'value' && token.type === 'block-entry') return this.#sequence(properties, false);
    if (style !== 'flow' && token.type === 'block-sequence-start') return this.#sequence(properties, true);
    if (style !== 'flow' && token.type === 'block-mapping-start') return this.#mapping(properties);
    if (properties.anchor !== null || properties.tag !== null) {
      const implicit = properties.tag === null || properties.tag === '!';
      const tag = implicit ? `${yamlPrefix}null` : properties.tag;
      return this.#named(properties, { kind: 'scalar', tag, value: '', start: properties.start });
    }
    return this.#refuse('expected a value');
  }

  #named<N extends Node>(properties: Properties, node: N): N {
    if (properties.anchor !== null) this.#anchors.set(properties.anchor, node);
    return node;
  }

  #newSequence(properties: Properties) {
    return this.#named(properties, {
      kind: 'sequence' as const,
      tag: collectionTag(properties, 'seq'),
      start: properties.start,
      entries: [] as { at: Mark; node: Node }[],
    });
  }

  #newMapping(properties: Properties) {
    return this.#named(properties, {
      kind: 'mapping' as const,
      tag: collectionTag(properties, 'map'),
      start: properties.start,
      pairs: [] as { key: Node; value: Node }[],
    });
  }

  #sequence(properties: Properties, indented: boolean): Node {
    const node = this.#newSequence(properties);
    const start = this.#scanner.peek().start;
    if (indented) this.#scanner.take();
    while (this.#at('block-entry')) {
      const at = this.#scanner.take().start;
      const isEmpty = indented
        ? this.#at('block-entry', 'block-end')
        : this.#at('block-entry', 'key', 'value', 'block-end');
      node.entries.push({ at, node: isEmpty ? this.#empty(at) : this.#node('block') });
    }
    if (indented) this.#endBlock('list', start);
    return node;
  }

  #endBlock(what: 'list' | 'map', start: Mark): void {
    if (!this.#at('block-end')) {
      this.#refuse(
        `the ${what} that begins in line ${start.line + 1} goes on with another indentation or a stray value: expected its end`,
      );
    }
    this.#scanner.take();
  }

  #mapping(properties: Properties): Node {
    const node = this.#newMapping(properties);
    const start = this.#scanner.take().start;
    while (this.#at('key')) {
      const mark = this.#scanner.take().start;
      const key = this.#at('key', 'value', 'block-end') ? this.#empty(mark) : this.#node('value');
      let value = this.#empty(this.#scanner.peek().start);
      if (this.#at('value')) {
        const at = this.#scanner.take().start;
        value = this.#at('key', 'value', 'block-end') ? this.#empty(at) : this.#node('value');
      }
      node.pairs.push({ key, value });
    }
    this.#endBlock('map', start);
    return node;
  }

  #flowSequence(properties: Properties): Node {
    const node = this.#newSequence(properties);
    const start = this.#scanner.take().start;
    for (let first = true; !this.#at('flow-sequence-end'); first = false) {
      if (!first) this.#flowComma('flow-sequence-end', '[', start);
      if (this.#at('flow-sequence-end')) break;
      const at = this.#scanner.peek().start;
      node.entries.push({ at, node: this.#at('key') ? this.#flowPair() : this.#node('flow') });
    }
    this.#scanner.take();
    return node;
  }

  #flowComma(end: TokenType, opening: '[' | '{', start: Mark): void {
    if (!this.#at('flow-entry')) {
      this.#refuse(`expected "," or ${tokenNames[end]} to the "${opening}" of line ${start.line + 1}`);
    }
    this.#scanner.take();
  }

  /** `[a: b]`: a map with one pair inside a list. */
  #flowPair(): Node {
    const start = this.#scanner.take().start;
    const key = this.#at('value', 'flow-entry', 'flow-sequence-end') ? this.#empty() : this.#node('flow');
    const value = this.#flowValue('flow-sequence-end');
    return { kind: 'mapping', tag: `${yamlPrefix}map`, start, pairs: [{ key, value }] };
  }

  #flowValue(end: TokenType): Node {
    if (!this.#at('value')) return this.#empty();
    this.#scanner.take();
    return this.#at('flow-entry', end) ? this.#empty() : this.#node('flow');
  }

  #flowMapping(properties: Properties): Node {
    const node = this.#newMapping(properties);
    const start = this.#scanner.take().start;
    for (let first = true; !this.#at('flow-mapping-end'); first = false) {
      if (!first) this.#flowComma('flow-mapping-end', '{', start);
      if (this.#at('flow-mapping-end')) break;
      if (this.#at('key')) {
        this.#scanner.take();
        const key = this.#at('value', 'flow-entry', 'flow-mapping-end') ? this.#empty() : this.#node('flow');
        node.pairs.push({ key, value: this.#flowValue('flow-mapping-end') });
      } else node.pairs.push({ key: this.#node('flow'), value: this.#empty() });
    }
    this.#scanner.take();
    return node;
  }
}

function scalarNode(token: Token & { type: 'scalar' }, properties: Properties): Node {
  const { tag, start } = properties;
  const { value } = token;
  if (tag !== null && tag !== '!') return { kind: 'scalar', tag, value, start };
  const plain = tag === '!' || token.plain;
  return { kind: 'scalar', tag: plain ? resolvePlain(value) : `${yamlPrefix}str`, value, start };
}

function collectionTag(properties: Properties, name: 'seq' | 'map'): string {
  return properties.tag === null || properties.tag === '!' ? yamlPrefix + name : properties.tag;
}
