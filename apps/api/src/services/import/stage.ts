import { AppError, counted, type ImportResult, itemId } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { saveOne } from '../item/save.ts';
import { stage } from '../item/stage.ts';
import { loadState } from '../item/state.ts';
import { type ImportSource, prepareImport } from './prepare.ts';
import { receiptLines } from './preview.ts';

export interface ImportWish extends ImportSource {
  /** By `kind/key`; what is not named is taken. */
  readonly choices?: Readonly<Record<string, 'take' | 'keep'>> | undefined;
  /** `merge` leaves items that the text does not have; `replace` stages their deletion. */
  readonly mode?: 'merge' | 'replace';
}

/** Stages what the text has and what is not there yet, in one transaction. @throws AppError `config-invalid` */
export function stageImport(ctx: Ctx, wish: ImportWish): Promise<ImportResult> {
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    const { imported, items } = await prepareImport(ctx, wish, { db: w.tx, state });
    if (items.length === 0 && imported.diagnostics.some((one) => one.severity === 'error')) {
      throw new AppError('config-invalid', { data: { diagnostics: imported.diagnostics } });
    }
    const staging = { ctx, write: w, state };
    const before = new Map([...state.stagedRows].map(([id, row]) => [id, row.version]));
    for (const { item, data, position, against } of items) {
      if (against === 'same' || wish.choices?.[itemId(item)] === 'keep') continue;
      const { kind, key } = item;
      await saveOne(staging, { kind, key, data, position, baseVersion: state.version(item) });
    }
    if (wish.mode === 'replace') {
      const kept = new Set(items.map(({ item }) => itemId(item)));
      for (const item of state.effective.filter((one) => !kept.has(itemId(one)) && one.kind !== 'env_var')) {
        await stage(staging, { ref: item, item: null, base: { version: state.version(item) } });
      }
    }
    const staged = [...state.stagedRows].filter(([id, row]) => before.get(id) !== row.version).length;
    w.audit('import.stage', 'configuration file', `${counted(staged, 'item')} staged`);
    return { staged, receipt: receiptLines(imported) };
  });
}
