import type { Diagnostic, ImportFormat, ImportPreview, Item } from '@regent/core';
import type { ImportedConfig } from '@regent/renderer';
import type { Database } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import type { ConfigState } from '../item/state.ts';
import { readFileSource } from './file-source.ts';
import { readLive } from './live.ts';
import { readStoredRows } from './stored-rows.ts';

/** Files of one of the known formats, uploaded together. */
export interface FileSource {
  readonly from: 'file';
  readonly text: string;
  readonly files?: readonly { readonly name: string; readonly text: string }[] | undefined;
  /** Recognised from the text when absent. */
  readonly format?: Exclude<ImportFormat, 'live' | 'database'> | undefined;
  /** Opens what the file holds sealed: a passphrase, or an age identity. */
  readonly passphrase?: string | undefined;
}

/** A LiteLLM that runs somewhere, asked through its admin API; `text` is its file, where somebody has it. */
export interface LiveSource {
  readonly from: 'live';
  readonly url: string;
  readonly masterKey: string;
  readonly text?: string | undefined;
}

/** What this installation's LiteLLM stored in its own database before Regent took over. */
export interface StoredSource {
  readonly from: 'database';
  readonly saltKey?: string | undefined;
}

export type ImportSource = FileSource | LiveSource | StoredSource;

/** What there is to hold an import against; `db` is the transaction that `state` was read in, if there is one. */
export interface ImportBase {
  readonly db: Database;
  readonly state: ConfigState;
}

/** A source, read: items with references, and the texts that belong to those that are new. */
export interface ReadSource extends ImportedConfig {
  readonly format: ImportFormat;
  readonly wants: ImportPreview['wants'];
}

/** Options that every reader gives to the renderer. */
export interface ReadOptions {
  readonly newId: () => string;
  readonly existing: readonly Item[];
  readonly reserved: 'drop';
}

/** Reads any source into items. Secrets stay in {@link ReadSource.secrets}. @throws AppError `bad-input`, `engine-error` */
export function readSource(ctx: Ctx, source: ImportSource, base: ImportBase): Promise<ReadSource> {
  const options: ReadOptions = { newId: () => ctx.newId(), existing: base.state.effective, reserved: 'drop' };
  switch (source.from) {
    case 'file':
      return readFileSource(source, { base, options });
    case 'live':
      return readLive(source, options);
    case 'database':
      return readStoredRows(ctx, source, options);
  }
}

/** A source that could not be read at all. */
export function unread(
  format: ImportFormat,
  diagnostics: readonly Diagnostic[],
  wants: ReadSource['wants'],
): ReadSource {
  return { format, wants, items: [], secrets: [], receipt: [], diagnostics };
}
