import { isJsonObject, type Json, type JsonObject } from './json.ts';

/**
 * A value that must not be seen. It prints as `***`, serialises as `***`, and gives its text only through
 * {@link Secret.reveal}, so that every place that uses a secret can be found by that word.
 */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}

/** How a vaulted secret stands in item data: a pinned reference. Versions are immutable (exact version, never "latest"). */
export interface SecretReference extends JsonObject {
  readonly $secret: string;
  readonly version: number;
}

/** How a browser or program hands over a new secret inside item data; the API replaces it by a reference on receipt. */
export interface SecretInput extends JsonObject {
  readonly $newSecret: string;
}

export function isSecretReference(value: unknown): value is SecretReference {
  return isJsonObject(value) && typeof value.$secret === 'string' && typeof value.version === 'number';
}

export function isSecretInput(value: unknown): value is SecretInput {
  return isJsonObject(value) && typeof value.$newSecret === 'string';
}

/** Every vault reference inside `data`, in document order. */
export function secretReferences(data: Json): SecretReference[] {
  if (isSecretReference(data)) return [data];
  if (Array.isArray(data)) return data.flatMap(secretReferences);
  if (isJsonObject(data)) return Object.values(data).flatMap(secretReferences);
  return [];
}
