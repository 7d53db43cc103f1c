import { isJsonObject, isYamlScalar, type Json, type JsonObject, type YamlScalar } from '@regent/core';
import { Positions } from './positions.ts';
import type { Mark } from './problem.ts';
import { resolvePlainType } from './resolve.ts';
import { floatText } from './scalar.ts';

/** Longest key that a YAML 1.1 reader takes without `?`. */
const implicitKeyMax = 1000;

export interface WrittenYaml {
  readonly text: string;
  readonly positions: Positions;
}

/**
 * Data → YAML that a 1.1 reader reads back equal. Deterministic: keys in the order given, one value per line, block
 * style, every text that is not a plain word or path in double quotes. The same container must not stand in two places.
 */
export function writeYaml(document: JsonObject): WrittenYaml {
  const writer = new Writer();
  if (Object.keys(document).length === 0) writer.lines.push('{}');
  else writer.block(document, 0, '');
  return { text: `${writer.lines.join('\n')}\n`, positions: new Positions(document, writer.places) };
}

class Writer {
  readonly lines: string[] = [];
  readonly places = new WeakMap<object, Map<string, Mark> | Mark[]>();

  /** `lead` replaces the indentation of the first line: `- ` of a list entry. */
  block(value: JsonObject | readonly Json[], indent: number, lead: string): void {
    if (isList(value)) this.#list(value, indent, lead);
    else if (isYamlScalar(value)) this.#pairs(value, indent, lead);
    else this.#map(value, indent, lead);
  }

  #map(map: JsonObject, indent: number, lead: string): void {
    const places = new Map<string, Mark>();
    this.places.set(map, places);
    let before = lead === '' ? ' '.repeat(indent) : lead;
    for (const key of Object.keys(map)) {
      places.set(key, { line: this.lines.length, column: indent });
      this.#entry(before, textScalar(key), map[key] as Json, indent);
      before = ' '.repeat(indent);
    }
  }

  #pairs(map: YamlScalar, indent: number, lead: string): void {
    let before = lead === '' ? ' '.repeat(indent) : lead;
    for (const pair of map.value as readonly (readonly [Json, Json])[]) {
      this.#entry(before, scalarText(pair[0]), pair[1], indent);
      before = ' '.repeat(indent);
    }
  }

  #entry(before: string, key: string, value: Json, indent: number): void {
    let head = `${before}${key}:`;
    if (key.length > implicitKeyMax) {
      this.lines.push(`${before}? ${key}`);
      head = `${' '.repeat(indent)}:`;
    }
    if (isBlock(value)) {
      this.lines.push(head);
      this.block(value, indent + 2, '');
    } else this.lines.push(`${head} ${scalarText(value)}`);
  }

  #list(list: readonly Json[], indent: number, lead: string): void {
    const places: Mark[] = [];
    this.places.set(list, places);
    let before = lead === '' ? ' '.repeat(indent) : lead;
    for (const entry of list) {
      places.push({ line: this.lines.length, column: indent });
      if (isBlock(entry)) this.block(entry, indent + 2, `${before}- `);
      else this.lines.push(`${before}- ${scalarText(entry)}`);
      before = ' '.repeat(indent);
    }
  }
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Whether a value is written over lines of its own. */
function isBlock(value: Json): value is JsonObject | readonly Json[] {
  if (isList(value)) return value.length > 0;
  if (!isJsonObject(value)) return false;
  return isYamlScalar(value) ? isPairs(value) : Object.keys(value).length > 0;
}

function isPairs(value: YamlScalar): boolean {
  const pairs = value.value;
  return (
    value.$yaml === 'map' &&
    isList(pairs) &&
    pairs.length > 0 &&
    pairs.every((pair) => isList(pair) && pair.length === 2)
  );
}

function scalarText(value: Json): string {
  if (typeof value === 'string') return textScalar(value);
  if (typeof value === 'number') return numberText(value);
  if (isList(value)) return '[]';
  if (isJsonObject(value)) return isYamlScalar(value) ? taggedText(value) : '{}';
  return String(value);
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) return taggedText({ $yaml: 'float', value: floatText(value) });
  return Number.isInteger(value) ? BigInt(value).toString() : withPoint(floatText(value));
}

/** An exponent needs a point before it, else YAML 1.1 reads text. */
function withPoint(float: string): string {
  return /^-?\d+e/.test(float) ? float.replace('e', '.0e') : float;
}

function taggedText(scalar: YamlScalar): string {
  const { $yaml, value } = scalar;
  if ($yaml === 'set')
    return `!!set {${isList(value) ? value.map((entry) => `${scalarText(entry)}: null`).join(', ') : ''}}`;
  if ($yaml === 'map') return '{}';
  const text = String(value);
  if ($yaml === 'binary') return `!!binary ${textScalar(text)}`;
  if ($yaml === 'float')
    return /^-?(inf|nan)$/.test(text) ? text.replace(/(inf|nan)$/, '.$1') : safePlain(withPoint(text), 'float');
  return safePlain(text, $yaml === 'int' ? 'int' : 'timestamp');
}

/** A value that does not read back as its type is written as text, so that the re-read finds the difference. */
function safePlain(text: string, type: string): string {
  return resolvePlainType(text) === type ? text : quoted(text);
}

const plainWord = /^[A-Za-z_/](?:[A-Za-z0-9_./@+:-]*[A-Za-z0-9_/])?$/;

function textScalar(text: string): string {
  const plain = plainWord.test(text) && !/^[yn]$/i.test(text) && resolvePlainType(text) === 'str';
  return plain ? text : quoted(text);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, escapeUnit);
}

function escapeUnit(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
