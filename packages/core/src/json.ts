/**
 * Configuration data as it is stored, sent and compared: plain JSON.
 *
 * YAML 1.1 knows scalars that JSON has no word for. They travel as a tagged object, so that nothing is lost between a
 * hand-written file, the database and the rendered file.
 */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object. Key order carries no meaning; the renderer decides it. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * A YAML scalar (or map) without a JSON counterpart: `date` and `datetime` (ISO text), `float` (a whole number written
 * with a fraction such as `5.0`, or `inf`, `-inf`, `nan`), `int` beyond 2^53 (decimal text), `map` with keys that are
 * not text (list of pairs), `binary` (base64 text), `set` (list).
 */
export interface YamlScalar extends JsonObject {
  readonly $yaml: 'date' | 'datetime' | 'float' | 'int' | 'map' | 'binary' | 'set';
  readonly value: Json;
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isYamlScalar(value: unknown): value is YamlScalar {
  return isJsonObject(value) && typeof value.$yaml === 'string' && 'value' in value;
}

/** Structural equality; the order of object keys does not matter, the order of lists does. */
export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => equalJson(value, b[index]));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key], b[key]));
}

/** JSON text with keys in code-point order at every depth: equal data gives equal text. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (isJsonObject(value)) {
    const entries = Object.keys(value)
      .sort(compareCodePoints)
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] as Json)}`);
    return `{${entries.join(',')}}`;
  }
  return JSON.stringify(value);
}

/** Orders text by Unicode code point, the same on every machine and in every locale. */
export function compareCodePoints(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const left = a.charCodeAt(index);
    const right = b.charCodeAt(index);
    if (left !== right) return rank(left) - rank(right);
  }
  return a.length - b.length;
}

/** Surrogates stand for code points above all others, so that units compare like code points. */
function rank(unit: number): number {
  if (unit >= 0xe000) return unit - 0x800;
  return unit >= 0xd800 ? unit + 0x2000 : unit;
}
