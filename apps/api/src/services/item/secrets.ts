import {
  AppError,
  isJsonObject,
  isSecretInput,
  isSecretReference,
  type ItemKind,
  type Json,
  type JsonObject,
  type SecretReference,
  secretPaths,
  toPointer,
} from '@regent/core';
import { type Database, referenceId, type Vault } from '@regent/db';

/**
 * Moves every secret of incoming data into the vault and leaves a reference: `$newSecret` wherever it stands, and clear
 * text where this kind keeps secrets. The same text as before keeps its reference, so that saving it again is no change.
 * @throws AppError `bad-input` for an empty secret, and for a reference that the vault does not have
 */
export async function vaultSecrets(
  means: { tx: Database; vault: Vault; by: string },
  incoming: { kind: ItemKind; data: JsonObject },
  before: JsonObject | null,
): Promise<JsonObject> {
  const clear = new Set(secretPaths(incoming.kind, incoming.data).map(toPointer));
  const place = async (value: Json, at: readonly (string | number)[]): Promise<Json> => {
    if (isSecretReference(value)) return checked(means, value);
    const text = isSecretInput(value)
      ? value.$newSecret
      : typeof value === 'string' && clear.has(toPointer(at))
        ? value
        : null;
    if (text?.trim() === '') throw new AppError('bad-input', { detail: `${at.join('.')}: an empty text is no secret` });
    if (text !== null) return stored(means, text, valueAt(before, at));
    if (Array.isArray(value)) {
      const list: Json[] = [];
      for (const [index, entry] of value.entries()) list.push(await place(entry, [...at, index]));
      return list;
    }
    if (!isJsonObject(value)) return value;
    const entries: [string, Json][] = [];
    for (const [key, entry] of Object.entries(value)) entries.push([key, await place(entry, [...at, key])]);
    return Object.fromEntries(entries);
  };
  return (await place(incoming.data, [])) as JsonObject; // an object without secrets of its own stays an object
}

async function stored(
  means: { tx: Database; vault: Vault; by: string },
  text: string,
  before: Json | undefined,
): Promise<SecretReference> {
  if (!isSecretReference(before)) return means.vault.put(means.tx, { text, by: means.by });
  const known = (await means.vault.reveal(means.tx, [before])).get(referenceId(before));
  if (known?.reveal() === text) return before;
  return means.vault.put(means.tx, { text, by: means.by, id: before.$secret });
}

async function checked(means: { tx: Database; vault: Vault }, reference: SecretReference): Promise<SecretReference> {
  try {
    await means.vault.reveal(means.tx, [reference]);
    return reference;
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'not-found') throw cause;
    throw new AppError('bad-input', { detail: 'The data names a secret that the vault does not have.', cause });
  }
}

/** Clear text at the places where this kind keeps secrets, marked as what it will become on Save. */
export function markSecrets(kind: ItemKind, data: JsonObject): JsonObject {
  const clear = new Set(secretPaths(kind, data).map(toPointer));
  const walk = (value: Json, at: readonly (string | number)[]): Json => {
    if (typeof value === 'string') return clear.has(toPointer(at)) ? { $newSecret: value } : value;
    if (Array.isArray(value)) return value.map((entry: Json, index) => walk(entry, [...at, index]));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry, [...at, key])]));
  };
  return walk(data, []) as JsonObject; // an item's data is an object and stays one
}

/** What a caller sent, for showing it back: secrets that it carried are hidden. */
export function hideNewSecrets(data: Json): Json {
  if (isSecretInput(data)) return '***';
  if (Array.isArray(data)) return data.map(hideNewSecrets);
  if (!isJsonObject(data)) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, hideNewSecrets(value)]));
}

export function valueAt(data: Json | null, at: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = data ?? undefined;
  for (const part of at) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isJsonObject(value)) value = Object.hasOwn(value, part) ? value[part] : undefined;
    else return undefined;
  }
  return value;
}
