import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson, type Item, type ItemKind, itemName, type Json, type JsonObject } from '@regent/core';

/** Makes an id for an imported item or secret. */
export type NewId = (what: ItemKind | 'secret') => string;

const namespace = hexToBytes('7d1f0a5c3b5e4f0e9a6b2c8d4e1f7a90');

/** UUIDv5 of a text: the same text gives the same id on every machine. */
function uuidOf(text: string): string {
  const hash = sha1(new Uint8Array([...namespace, ...utf8ToBytes(text)])).slice(0, 16);
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = bytesToHex(hash);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * Gives imported entries their keys: the one of an existing item of the same name, else a new id, else a UUIDv5 of
 * content and occurrence. Never gives the same key twice for a kind.
 */
export class Identity {
  readonly #newId: NewId | undefined;
  readonly #existing = new Map<string, string[]>();
  readonly #used = new Set<string>();
  readonly #occurrences = new Map<string, number>();

  constructor(newId: NewId | undefined, existing: readonly Item[]) {
    this.#newId = newId;
    for (const item of existing) {
      const name = matchName(item);
      this.#existing.set(name, [...(this.#existing.get(name) ?? []), item.key]);
    }
  }

  /** Claims an explicit id; false when it is taken. */
  claim(kind: ItemKind, key: string): boolean {
    const id = `${kind}/${key}`;
    if (this.#used.has(id)) return false;
    this.#used.add(id);
    return true;
  }

  keyFor(kind: ItemKind, data: JsonObject): string {
    const known = this.#existing.get(matchName({ kind, key: '', data })) ?? [];
    const free = known.find((key) => this.claim(kind, key));
    if (free !== undefined) return free;
    for (;;) {
      const key = this.#newId === undefined ? this.#contentId(kind, data) : this.#newId(kind);
      if (this.claim(kind, key)) return key;
    }
  }

  secretId(place: Json): string {
    return this.#newId === undefined ? this.#contentId('secret', place) : this.#newId('secret');
  }

  #contentId(what: string, content: Json): string {
    const text = `${what} ${canonicalJson(content)}`;
    const occurrence = (this.#occurrences.get(text) ?? 0) + 1;
    this.#occurrences.set(text, occurrence);
    return uuidOf(`${text} ${occurrence}`);
  }
}

/** Items that people would call the same one. */
function matchName(item: Item): string {
  const params = item.data.litellm_params as JsonObject | undefined;
  const model = item.kind === 'model' ? JSON.stringify([params?.model ?? null, params?.api_base ?? null]) : '';
  const source = item.kind === 'fallback' ? `${item.data.section} ${item.data.class}` : '';
  return `${item.kind} ${itemName(item)} ${model}${source}`;
}
