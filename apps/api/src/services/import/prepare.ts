import {
  equalJson,
  type ImportEntry,
  isJsonObject,
  isSecretReference,
  type Item,
  itemId,
  type Json,
  type JsonObject,
  positionedKinds,
  type SecretReference,
  secretReferences,
} from '@regent/core';
import { referenceId } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { valueAt } from '../item/secrets.ts';
import type { ConfigState } from '../item/state.ts';
import { renameFields } from './rename.ts';
import { type ImportBase, type ImportSource, type ReadSource, readSource } from './source.ts';

/** An imported item beside what is there, ready to be saved. */
export interface PreparedItem {
  /** As imported, with references for secrets: may be shown. */
  readonly item: Item;
  /** For saving: holds `$newSecret` in clear where the text differs from what the vault has. Never shown. */
  readonly data: JsonObject;
  readonly position: string | undefined;
  readonly against: ImportEntry['against'];
  readonly renamable: boolean;
}

export interface PreparedImport {
  readonly imported: ReadSource;
  readonly items: readonly PreparedItem[];
}

/** Reads the source and holds every item against the effective ones. Keys of the installation are left out. */
export async function prepareImport(ctx: Ctx, source: ImportSource, base: ImportBase): Promise<PreparedImport> {
  const imported = await readSource(ctx, source, base);
  return { imported, items: await prepared(ctx, imported, base) };
}

/** Imported items, each held against the one that is there. A secret that the vault has already keeps its reference. */
export async function prepared(
  ctx: Ctx,
  imported: Pick<ReadSource, 'items' | 'secrets'>,
  base: ImportBase,
): Promise<PreparedItem[]> {
  const { db, state } = base;
  const texts = new Map(imported.secrets.map((secret) => [secret.id, secret.value]));
  const references = state.effective.flatMap((item) => secretReferences(item.data));
  const known = await ctx.vault.reveal(db, references);
  const places = placesOf(imported.items, state);
  return imported.items.map((item): PreparedItem => {
    const existing = state.item(item);
    const data = withSecrets(item.data, (reference, at) => {
      const text = texts.get(reference.$secret);
      // An export names secrets of the vault that it came from; this one may know them.
      if (text === undefined) return reference;
      const before = valueAt(existing?.data ?? null, at);
      if (isSecretReference(before) && known.get(referenceId(before))?.reveal() === text) return before;
      return { $newSecret: text };
    });
    const position = places.get(itemId(item));
    const same = existing !== null && equalJson(existing.data, data) && (existing.position ?? undefined) === position;
    const against = existing === null ? 'new' : same ? 'same' : 'differs';
    return { item, data, position, against, renamable: against === 'differs' && item.kind in renameFields };
  });
}

function withSecrets(
  root: JsonObject,
  replace: (reference: SecretReference, at: readonly (string | number)[]) => JsonObject,
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
