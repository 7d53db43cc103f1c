import {
  isJsonObject,
  isSecretReference,
  type Item,
  itemName,
  type Json,
  type JsonObject,
  type Location,
  reservedVariables,
  type SecretReference,
  toPath,
} from '@regent/core';
import { referenceId } from '@regent/db';

/** A variable that an exported configuration reads. */
export interface NeededVariable {
  readonly name: string;
  /** What it is for, for people. */
  readonly use: string;
  /** Known only where it is no secret. */
  readonly value: string | null;
}

export interface WithReferences {
  readonly items: readonly Item[];
  readonly variables: readonly NeededVariable[];
  /** Secrets in places where the engine does not read references (entries of lists): to be written in by hand. */
  readonly byHand: readonly string[];
}

const REFERENCE = 'os.environ/';

/** The items with `os.environ/NAME` in place of every secret, and the variables that this takes. */
export function withEnvReferences(items: readonly Item[]): WithReferences {
  const names = new Names(items);
  const byHand: string[] = [];
  const replaced = items
    .filter((item) => !(item.kind === 'env_var' && item.data.target === 'process'))
    .map((item): Item => {
      const walk = (value: Json, at: Location): Json => {
        if (isSecretReference(value)) {
          const place = `${itemName(item)}: ${toPath(at)}`;
          if (typeof at.at(-1) === 'number') byHand.push(place);
          return `${REFERENCE}${names.of(value, item, at)}`;
        }
        if (typeof value === 'string' && value.startsWith(REFERENCE)) names.need(value.slice(REFERENCE.length));
        if (Array.isArray(value)) return value.map((entry: Json, index) => walk(entry, [...at, index]));
        if (!isJsonObject(value)) return value;
        return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry, [...at, key])]));
      };
      return { ...item, data: walk(item.data, []) as JsonObject }; // an item's data is an object and stays one
    });
  return { items: replaced, variables: names.needed, byHand };
}

/** Gives secrets variables: one for each secret, named after the first place that uses it. */
class Names {
  readonly #needed = new Map<string, NeededVariable>();
  readonly #bySecret = new Map<string, string>();

  constructor(items: readonly Item[]) {
    for (const { kind, data } of items) {
      if (kind !== 'env_var' || typeof data.name !== 'string') continue;
      if (isSecretReference(data.value)) this.#bySecret.set(referenceId(data.value), data.name);
      if (data.target === 'file' && !isSecretReference(data.value)) continue;
      const value = isSecretReference(data.value) ? null : textOf(data.value);
      this.#needed.set(data.name, { name: data.name, use: 'environment of the engine', value });
    }
  }

  get needed(): readonly NeededVariable[] {
    return [...this.#needed.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** A variable that the configuration reads already. */
  need(name: string): void {
    if (!this.#needed.has(name)) this.#needed.set(name, { name, use: 'read by the configuration', value: null });
  }

  of(secret: SecretReference, item: Item, at: Location): string {
    const known = this.#bySecret.get(referenceId(secret));
    if (known !== undefined) return known;
    const wanted = variableName(`${itemName(item)}_${at.findLast((part) => typeof part === 'string') ?? 'secret'}`);
    const name = this.#free(wanted);
    this.#bySecret.set(referenceId(secret), name);
    this.#needed.set(name, { name, use: `${item.kind} ${itemName(item)}: ${toPath(at)}`, value: null });
    return name;
  }

  #free(wanted: string): string {
    for (let count = 1; ; count++) {
      const name = count === 1 ? wanted : `${wanted}_${count}`;
      if (!this.#needed.has(name) && !(reservedVariables as readonly string[]).includes(name)) return name;
    }
  }
}

function variableName(text: string): string {
  const name = text
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[A-Z]/.test(name) ? name : `SECRET_${name}`;
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

/** Lines of an environment file; what is to be filled in stands empty below what it is for. */
export function dotenvOf(variables: readonly NeededVariable[]): string {
  return variables
    .map(({ name, use, value }) => `# ${use}\n${name}=${value === null ? '' : quoted(value)}\n`)
    .join('\n');
}

/** Single quotes take everything literally; a text with one needs double quotes. */
function quoted(value: string): string {
  if (/^[\w./:@-]*$/.test(value)) return value;
  if (!value.includes("'")) return `'${value}'`;
  return `"${value
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('$', () => '$$')
    .replaceAll('\n', '\\n')}"`;
}
