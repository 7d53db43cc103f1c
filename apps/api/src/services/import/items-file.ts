import {
  AppError,
  type Diagnostic,
  isJsonObject,
  isSecretInput,
  isSecretReference,
  type Item,
  itemKinds,
  itemName,
  type Json,
  type JsonObject,
  type SecretReference,
  secretReferences,
  toPath,
  toPointer,
} from '@regent/core';
import { type Database, referenceId } from '@regent/db';
import type { ImportedConfig, ImportedSecret, ReceiptEntry } from '@regent/renderer';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
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

/** Items of an export. `$newSecret` moves out; a reference stays, for the vault of this installation may know it. */
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
 * The same without references that the vault of this installation does not know: they belong to another one. Their items
 * come without these secrets, each with a finding.
 */
export async function withoutForeignSecrets(ctx: Ctx, db: Database, imported: ImportedConfig): Promise<ImportedConfig> {
  const own = new Set(imported.secrets.map(({ id }) => id));
  const references = imported.items
    .flatMap(({ data }) => secretReferences(data))
    .filter(({ $secret }) => !own.has($secret));
  const foreign = new Set<string>();
  for (const reference of references) if (!(await isKnown(ctx, db, reference))) foreign.add(referenceId(reference));
  if (foreign.size === 0) return imported;
  const findings: Diagnostic[] = [];
  const items = imported.items.map((item, index): Item => {
    if (!secretReferences(item.data).some((reference) => foreign.has(referenceId(reference)))) return item;
    findings.push({
      severity: 'warning',
      code: 'secret-not-readable',
      path: toPath(['items', index]),
      pointer: toPointer(['items', index]),
      message: `The export leaves out the secret of ${item.kind} "${itemName(item)}", and this vault does not have it.`,
      hint: 'Enter it in the staged item, or export encrypted.',
    });
    // A variable has to have a value; every other kind does without.
    if (item.kind === 'env_var') return { ...item, data: { ...item.data, value: '' } };
    return { ...item, data: without(item.data, foreign) as JsonObject }; // data is an object and stays one
  });
  return { ...imported, items, diagnostics: [...imported.diagnostics, ...findings] };
}

async function isKnown(ctx: Ctx, db: Database, reference: SecretReference): Promise<boolean> {
  try {
    await ctx.vault.reveal(db, [reference]);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not-found') return false;
    throw error;
  }
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
