import { type ImportPreview, itemName, type ReceiptLine } from '@regent/core';
import type { ImportedConfig } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { readState } from '../item/state.ts';
import { type ImportSource, prepareImport } from './prepare.ts';

/** What an import would make of the text. Nothing is stored and no secret is in the answer. */
export async function previewImport(ctx: Ctx, source: ImportSource): Promise<ImportPreview> {
  const { imported, items } = await prepareImport(ctx, source, {
    db: ctx.db,
    state: await readState(ctx.db),
  });
  const count = (action: string) => imported.receipt.filter((entry) => entry.action === action).length;
  return {
    entries: items.map(({ item, against }) => ({ item, name: itemName(item), against })),
    diagnostics: imported.diagnostics,
    counts: {
      taken: count('taken'),
      secrets: count('secret-moved'),
      passthrough: count('preserved'),
      reserved: count('reserved'),
    },
    receipt: receiptLines(imported),
  };
}

const sentences = {
  taken: 'taken over',
  'secret-moved': 'moved to the vault',
  preserved: 'kept as it is in Advanced',
  reserved: 'belongs to the installation; left out',
} as const;

export function receiptLines({ receipt, diagnostics }: Pick<ImportedConfig, 'receipt' | 'diagnostics'>): ReceiptLine[] {
  const parts = receipt.map(({ action, path, line }) => ({
    path,
    line,
    what: action,
    text: `${path}: ${sentences[action]}`,
  }));
  const lints = diagnostics.map(({ path, line, message }) => ({
    path,
    line: line ?? null,
    what: 'lint' as const,
    text: message,
  }));
  return [...parts, ...lints];
}
