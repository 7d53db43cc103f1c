import {
  equalJson,
  isJsonObject,
  isSecretReference,
  type Item,
  itemId,
  type Json,
  type JsonObject,
  positionedKinds,
  secretReferences,
} from '@regent/core';
import { type Database, referenceId } from '@regent/db';
import { importConfig, type ImportedConfig } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { valueAt } from '../item/secrets.ts';
import type { ConfigState } from '../item/state.ts';

export interface ImportSource {
  readonly text: string;
  readonly files?: readonly { readonly name: string; readonly text: string }[] | undefined;
}

/** An imported item beside what is there, ready to be saved. */
interface PreparedItem {
  /** As imported, with references for secrets: may be shown. */
  readonly item: Item;
  /** For saving: holds `$newSecret` in clear where the text differs from what the vault has. Never shown. */
  readonly data: JsonObject;
  readonly position: string | undefined;
  readonly against: 'new' | 'same' | 'differs';
}

export interface PreparedImport {
  readonly imported: ImportedConfig;
  readonly items: readonly PreparedItem[];
}

/** What there is to hold an import against; `db` is the transaction that `state` was read in, if there is one. */
export interface ImportBase {
  readonly db: Database;
  readonly state: ConfigState;
}

/** Reads the text and holds every item against the effective ones. Keys of the installation are left out. */
export async function prepareImport(ctx: Ctx, source: ImportSource, base: ImportBase): Promise<PreparedImport> {
  const { db, state } = base;
  const files = Object.fromEntries((source.files ?? []).map((file) => [file.name, file.text]));
  const imported = importConfig(source.text, {
    newId: () => ctx.newId(),
    existing: state.effective,
    files,
    reserved: 'drop',
  });
  const texts = new Map(imported.secrets.map((secret) => [secret.id, secret.value]));
  const references = state.effective.flatMap((item) => secretReferences(item.data));
  const known = await ctx.vault.reveal(db, references);
  const places = placesOf(imported.items, state);
  const items = imported.items.map((item): PreparedItem => {
    const existing = state.item(item);
    const data = withSecrets(item.data, (reference, at) => {
      const text = texts.get(reference.$secret) ?? '';
      const before = valueAt(existing?.data ?? null, at);
      if (isSecretReference(before) && known.get(referenceId(before))?.reveal() === text) return before;
      return { $newSecret: text };
    });
    const position = places.get(itemId(item));
    const same = existing !== null && equalJson(existing.data, data) && (existing.position ?? undefined) === position;
    return { item, data, position, against: existing === null ? 'new' : same ? 'same' : 'differs' };
  });
  return { imported, items };
}

function withSecrets(
  root: JsonObject,
  replace: (reference: { $secret: string }, at: readonly (string | number)[]) => JsonObject,
): JsonObject {
  const walk = (value: Json, at: readonly (string | number)[]): Json => {
    if (isSecretReference(value)) return replace(value, at);
    if (Array.isArray(value)) return value.map((entry: Json, index) => walk(entry, [...at, index]));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry, [...at, key])]));
  };
  return walk(root, []) as JsonObject; // an item's data is an object and stays one
}

/**
 * Positions to save. Entries that are there already keep theirs as long as the file has them in the same order, so that
 * importing what is there is no change; new entries of an empty kind take the file's order.
 */
function placesOf(items: readonly Item[], state: ConfigState): Map<string, string | undefined> {
  const places = new Map<string, string | undefined>();
  for (const kind of positionedKinds) {
    const row = items.filter((item) => item.kind === kind);
    const current = state.effective.filter((item) => item.kind === kind);
    const known = new Set(row.map((item) => item.key));
    const order = current.filter((item) => known.has(item.key)).map((item) => item.key);
    const inFile = row.filter((item) => state.item(item) !== null).map((item) => item.key);
    const keep = equalJson(order, inFile) && current.length > 0;
    for (const item of row) places.set(itemId(item), keep ? (state.item(item)?.position ?? undefined) : item.position);
  }
  return places;
}
