import {
  type Diagnostic,
  isJsonObject,
  isSecretInput,
  isSecretReference,
  type Item,
  itemId,
  itemKinds,
  itemName,
  type Json,
  type JsonObject,
  secretReferences,
  toPath,
  toPointer,
} from '@regent/core';
import { referenceId } from '@regent/db';
import type { ImportedConfig, ImportedSecret, ReceiptEntry } from '@regent/renderer';
import { z } from 'zod';
import type { ConfigState } from '../item/state.ts';
import { EXPORT_FORMAT } from './format.ts';
import type { ReadOptions } from './source.ts';

const Data: z.ZodType<JsonObject> = z.record(z.string(), z.json());

/** The export of items: everything but texts of secrets, or (only ever inside encryption) with them. */
export const ItemsFile = z.object({
  format: z.literal(EXPORT_FORMAT),
  version: z.literal(1),
  exportedAt: z.string(),
  items: z.array(
    z.object({
      kind: z.enum(itemKinds),
      key: z.string().min(1),
      position: z.string().optional(),
      data: Data,
    }),
  ),
});
export type ItemsFile = z.infer<typeof ItemsFile>;

/** Items of an export. `$newSecret` moves out; a reference stays, for the item of this installation may hold it. */
export function readItems(text: string, options: ReadOptions): ImportedConfig {
  const file = ItemsFile.safeParse(jsonOrNull(text));
  if (!file.success) return { items: [], secrets: [], receipt: [], diagnostics: [notReadable(file.error)] };
  const secrets: ImportedSecret[] = [];
  const receipt: ReceiptEntry[] = [];
  const items = file.data.items.map(({ kind, key, position, data }, index): Item => {
    const at = ['items', index];
    const place = { path: toPath(at), pointer: toPointer(at), line: 1 };
    receipt.push({ action: kind === 'passthrough' ? 'preserved' : 'taken', ...place, item: { kind, key } });
    const moved = withoutSecrets(data, (value) => {
      const id = options.newId();
      secrets.push({ id, value, ...place });
      receipt.push({ action: 'secret-moved', ...place, item: { kind, key } });
      return { $secret: id, version: 1 };
    });
    return { kind, key, data: moved as JsonObject, ...(position === undefined ? {} : { position }) }; // data is an object
  });
  return { items, secrets, receipt, diagnostics: [] };
}

/**
 * The same without references to secrets that the item of this installation does not hold itself: they belong to another
 * installation, or to another item, which no file may take them from. Each such item comes without them, with a finding.
 */
export function withoutForeignSecrets(imported: ImportedConfig, state: ConfigState): ImportedConfig {
  const findings: Diagnostic[] = [];
  const items = imported.items.map((item, index): Item => {
    const here = [state.item(item)?.data ?? {}, state.appliedRows.get(itemId(item))?.data ?? {}];
    const own = [
      ...imported.secrets.map(({ id }) => id),
      ...here.flatMap(secretReferences).map(({ $secret }) => $secret),
    ];
    const foreign = new Set(
      secretReferences(item.data)
        .filter(({ $secret }) => !own.includes($secret))
        .map(referenceId),
    );
    if (foreign.size === 0) return item;
    findings.push({
      severity: 'warning',
      code: 'secret-not-readable',
      path: toPath(['items', index]),
      pointer: toPointer(['items', index]),
      message: `The export leaves out the secret of ${item.kind} "${itemName(item)}", and that item does not have it here.`,
      hint: 'Enter it in the staged item, or export encrypted.',
    });
    // A variable has to have a value; every other kind does without.
    if (item.kind === 'env_var') return { ...item, data: { ...item.data, value: '' } };
    return { ...item, data: without(item.data, foreign) as JsonObject }; // data is an object and stays one
  });
  return { ...imported, items, diagnostics: [...imported.diagnostics, ...findings] };
}

function without(value: Json, foreign: ReadonlySet<string>): Json | undefined {
  if (isSecretReference(value)) return foreign.has(referenceId(value)) ? undefined : value;
  if (Array.isArray(value))
    return value.map((entry: Json) => without(entry, foreign)).filter((entry) => entry !== undefined);
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, without(entry, foreign)] as const);
  return Object.fromEntries(entries.flatMap(([key, entry]) => (entry === undefined ? [] : [[key, entry] as const])));
}

function withoutSecrets(value: Json, move: (text: string) => JsonObject): Json {
  if (isSecretInput(value)) return move(value.$newSecret);
  if (Array.isArray(value)) return value.map((entry: Json) => withoutSecrets(entry, move));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withoutSecrets(entry, move)]));
}

function notReadable(error: z.ZodError): Diagnostic {
  const issue = error.issues[0];
  const at = (issue?.path ?? []).filter((part) => typeof part !== 'symbol');
  const message = `This is not an export of Regent: ${issue?.message ?? 'unknown shape'}.`;
  return { severity: 'error', code: 'json-syntax', path: toPath(at), pointer: toPointer(at), message };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
