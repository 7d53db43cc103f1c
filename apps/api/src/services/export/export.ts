import {
  AppError,
  type ExportFormat,
  isJsonObject,
  isSecretReference,
  type Item,
  type Json,
  type JsonObject,
  secretReferences,
} from '@regent/core';
import { referenceId } from '@regent/db';
import { renderConfig } from '@regent/renderer';
import { armor, Encrypter } from 'age-encryption';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { EXPORT_FORMAT } from '../import/format.ts';
import type { ItemsFile } from '../import/items-file.ts';
import { readState } from '../item/state.ts';
import { ejectArchive } from './eject.ts';
import { dotenvOf, withEnvReferences } from './env-references.ts';

export interface ExportWish {
  readonly format: ExportFormat;
  /** What is staged as well; else what is applied. */
  readonly staged?: boolean | undefined;
  /** For `age`: who may open it. */
  readonly recipient?: string | undefined;
}

export interface ExportedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** The configuration as a file. Secrets are left out, or encrypted to the recipient; never in clear. Audited. */
export async function exportConfig(ctx: Ctx, wish: ExportWish): Promise<ExportedFile> {
  const state = await readState(ctx.db);
  const file = await fileOf(ctx, wish, wish.staged === true ? state.effective : state.applied);
  await write(ctx, async (w) => w.audit('export', wish.format, wish.recipient));
  return file;
}

async function fileOf(ctx: Ctx, wish: ExportWish, items: readonly Item[]): Promise<ExportedFile> {
  switch (wish.format) {
    case 'yaml':
      return textFile('config.yaml', 'application/yaml', renderConfig(items, { redact: true }).text);
    case 'env':
      return textFile('config.yaml', 'application/yaml', renderConfig(withEnvReferences(items).items).text);
    case 'dotenv':
      return textFile('litellm.env', 'text/plain', dotenvOf(withEnvReferences(items).variables));
    case 'json':
      return textFile('regent-items.json', 'application/json', itemsText(ctx, items));
    case 'age':
      return textFile('regent-items.json.age', 'text/plain', await encrypted(ctx, items, wish.recipient));
    case 'eject':
      return { name: 'litellm.zip', mediaType: 'application/zip', bytes: ejectArchive(items) };
  }
}

function textFile(name: string, mediaType: string, text: string): ExportedFile {
  return { name, mediaType: `${mediaType}; charset=utf-8`, bytes: new TextEncoder().encode(text) };
}

function itemsText(ctx: Ctx, items: readonly Item[]): string {
  const file: ItemsFile = {
    format: EXPORT_FORMAT,
    version: 1,
    exportedAt: ctx.clock().toISOString(),
    items: items.map(({ kind, key, position, data }) => ({ kind, key, ...(position ? { position } : {}), data })),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** Items with the texts of their secrets, readable for the recipient only. @throws AppError `bad-input` */
async function encrypted(ctx: Ctx, items: readonly Item[], recipient: string | undefined): Promise<string> {
  const encrypter = new Encrypter();
  try {
    encrypter.addRecipient(recipient ?? '');
  } catch (cause) {
    throw new AppError('bad-input', { detail: 'This is not an age recipient; it begins with age1.', cause });
  }
  const references = items.flatMap(({ data }) => secretReferences(data));
  const secrets = await ctx.vault.reveal(ctx.db, references);
  const open = (value: Json): Json => {
    if (isSecretReference(value)) {
      const text = secrets.get(referenceId(value))?.reveal();
      return text === undefined ? value : { $newSecret: text };
    }
    if (Array.isArray(value)) return value.map((entry: Json) => open(entry));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, open(entry)]));
  };
  const opened = items.map((item) => ({ ...item, data: open(item.data) as JsonObject })); // an object stays one
  return armor.encode(await encrypter.encrypt(itemsText(ctx, opened)));
}
