import { type ImportPreview, itemName, type ReceiptLine } from '@regent/core';
import type { ImportedConfig } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { readState } from '../item/state.ts';
import { prepareImport } from './prepare.ts';
import type { ImportSource } from './source.ts';

/** What an import would make of its source. Nothing is stored and no secret is in the answer. */
export async function previewImport(ctx: Ctx, source: ImportSource): Promise<ImportPreview> {
  const { imported, items } = await prepareImport(ctx, source, {
    db: ctx.db,
    state: await readState(ctx.db),
  });
  const count = (action: string) => imported.receipt.filter((entry) => entry.action === action).length;
  return {
    format: imported.format,
    wants: imported.wants,
    entries: items.map(({ item, against, renamable }) => ({ item, name: itemName(item), against, renamable })),
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
