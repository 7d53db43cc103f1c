/**
 * A literal as the engine's JSON protocol writes it: plain JSON, or `{ $type, value }` for what JSON cannot tell apart
 * (members of an enum, big integers, JSON inside a Json field).
 */
export type Literal = null | boolean | number | string | readonly Literal[] | { readonly [key: string]: Literal };
export type Literals = { readonly [key: string]: Literal };

export interface Field {
  readonly alias: string;
  readonly name: string;
  readonly args: Literals;
  readonly selection: readonly Field[] | null;
}

export interface Operation {
  readonly operation: 'query' | 'mutation';
  readonly fields: readonly Field[];
}

/**
 * Reads the small part of GraphQL that prisma-client-py writes (its `_builder.py`):
 *
 *     query { result: findManyUser( where: { id: "1" } take: 5 ) { id posts( take: 1 ) { id } } }
 *
 * One operation, fields with an optional alias, arguments, nested selections, literals. Variables, fragments,
 * directives and block strings never come from that client and are refused rather than half understood.
 * @throws SyntaxError with the offset.
 */
export function parseOperation(text: string): Operation {
  const reader = new Reader(text);
  const operation = reader.name();
  if (operation !== 'query' && operation !== 'mutation') return reader.fail(`unknown operation "${operation}"`);
  const fields = readSelection(reader);
  if (!reader.atEnd()) reader.fail('unexpected text after the operation');
  return { operation, fields };
}

function readSelection(reader: Reader): Field[] {
  reader.expect('{');
  const fields: Field[] = [];
  while (!reader.take('}')) fields.push(readField(reader));
  return fields;
}

function readField(reader: Reader): Field {
  const alias = reader.name();
  const name = reader.take(':') ? reader.name() : alias;
  const args = reader.take('(') ? readPairs(reader, ')') : {};
  const selection = reader.peek() === '{' ? readSelection(reader) : null;
  return { alias, name, args, selection };
}

function readPairs(reader: Reader, closing: string): Literals {
  const pairs: Record<string, Literal> = {};
  while (!reader.take(closing)) {
    const key = reader.name();
    reader.expect(':');
    pairs[key] = readValue(reader);
  }
  return pairs;
}

function readValue(reader: Reader): Literal {
  if (reader.take('{')) return readPairs(reader, '}');
  if (reader.take('[')) {
    const items: Literal[] = [];
    while (!reader.take(']')) items.push(readValue(reader));
    return items;
  }
  const next = reader.peek();
  if (next === '"') return reader.string();
  if (next !== undefined && /[-0-9]/.test(next)) return reader.number();
  const word = reader.name();
  if (word === 'null') return null;
  if (word === 'true') return true;
  if (word === 'false') return false;
  return { $type: 'Enum', value: word };
}

const NAME = /[_A-Za-z][_0-9A-Za-z]*/y;
const NUMBER = /-?\d+(\.\d+)?([eE][+-]?\d+)?/y;
const IGNORED = /[\s,\uFEFF]*/y;

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next significant character, which is not consumed. */
  peek(): string | undefined {
    this.#match(IGNORED);
    return this.#text[this.#at];
  }

  take(character: string): boolean {
    if (this.peek() !== character) return false;
    this.#at += 1;
    return true;
  }

  expect(character: string): void {
    if (!this.take(character)) this.fail(`expected "${character}"`);
  }

  atEnd(): boolean {
    return this.peek() === undefined;
  }

  name(): string {
    this.peek();
    return this.#match(NAME) || this.fail('expected a name');
  }

  number(): Literal {
    const literal = this.#match(NUMBER) || this.fail('expected a number');
    const value = Number(literal);
    const isInteger = !/[.eE]/.test(literal);
    if (isInteger && !Number.isSafeInteger(value)) return { $type: 'BigInt', value: literal };
    return value;
  }

  /**
   * GraphQL and JSON share their strings. The end is looked for with `indexOf` and not with a regular expression,
   * because LiteLLM stores whole request bodies in single literals.
   */
  string(): string {
    const start = this.#at;
    for (let end = this.#text.indexOf('"', start + 1); end !== -1; end = this.#text.indexOf('"', end + 1)) {
      let backslashes = 0;
      while (this.#text[end - 1 - backslashes] === '\\') backslashes += 1;
      if (backslashes % 2 === 1) continue;
      this.#at = end + 1;
      return JSON.parse(this.#text.slice(start, this.#at)) as string; // a quoted JSON text is a string
    }
    return this.fail('unterminated string');
  }

  fail(problem: string): never {
    const rest = JSON.stringify(this.#text.slice(this.#at, this.#at + 40));
    throw new SyntaxError(`GraphQL: ${problem} at offset ${this.#at}: ${rest}`);
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (!found) return '';
    this.#at = pattern.lastIndex;
    return found[0];
  }
}
