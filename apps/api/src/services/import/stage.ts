import { AppError, counted, type Diagnostic, type ImportChoice, type ImportResult, itemId } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { saveOne } from '../item/save.ts';
import { stage } from '../item/stage.ts';
import { type ConfigState, loadState } from '../item/state.ts';
import { type PreparedItem, prepareImport } from './prepare.ts';
import { receiptLines } from './preview.ts';
import { renamed } from './rename.ts';
import type { ImportSource } from './source.ts';

export type ImportWish = ImportSource & {
  /** By `kind/key`; what is not named follows `conflict`. */
  readonly choices?: Readonly<Record<string, ImportChoice>> | undefined;
  /** For items that differ from those that are there; `take` when absent. */
  readonly conflict?: ImportChoice | undefined;
  /** `merge` leaves items that the source does not have; `replace` stages their deletion. */
  readonly mode?: 'merge' | 'replace';
};

/** Stages what the source has and what is not there yet, in one transaction. @throws AppError `config-invalid` */
export function stageImport(ctx: Ctx, wish: ImportWish): Promise<ImportResult> {
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    const { imported, items } = await prepareImport(ctx, wish, { db: w.tx, state });
    if (items.length === 0 && imported.diagnostics.some((one) => one.severity === 'error')) {
      throw new AppError('config-invalid', { data: { diagnostics: imported.diagnostics } });
    }
    const staging = { ctx, write: w, state };
    const before = new Map([...state.stagedRows].map(([id, row]) => [id, row.version]));
    for (const { item, data, position } of chosenItems({ ctx, state }, items, wish)) {
      const { kind, key } = item;
      await saveOne(staging, { kind, key, data, position, baseVersion: state.version(item) }).catch((error) => {
        throw asFindings(error, imported.diagnostics);
      });
    }
    if (wish.mode === 'replace') {
      const kept = new Set(items.map(({ item }) => itemId(item)));
      for (const item of state.effective.filter((one) => !kept.has(itemId(one)) && one.kind !== 'env_var')) {
        await stage(staging, { ref: item, item: null, base: { version: state.version(item) } });
      }
    }
    const staged = [...state.stagedRows].filter(([id, row]) => before.get(id) !== row.version).length;
    w.audit('import.stage', sourceWords[imported.format], `${counted(staged, 'item')} staged`);
    return { staged, receipt: receiptLines(imported) };
  });
}

/** What fits into no item has a finding that names its line: that is what a person can mend. */
function asFindings(error: unknown, diagnostics: readonly Diagnostic[]): unknown {
  const errors = diagnostics.filter((one) => one.severity === 'error');
  const isShape = error instanceof AppError && (error.code === 'bad-input' || error.code === 'owned-key');
  if (!isShape || errors.length === 0) return error;
  const named = errors.slice(0, 3).map(({ path, line, message }) => `${path}, line ${line}: ${message}`);
  return new AppError('config-invalid', { detail: named.join(' '), data: { diagnostics }, cause: error });
}

const sourceWords = {
  yaml: 'configuration file',
  declarative: 'declarative file',
  predecessor: 'export of LLM-Proxy UI',
  items: 'export of Regent',
  age: 'encrypted export of Regent',
  live: 'running LiteLLM',
  database: 'database of LiteLLM',
} as const;

/** What is to be saved: everything new, and what differs by the person's choice. */
function chosenItems(
  means: { readonly ctx: Ctx; readonly state: ConfigState },
  items: readonly PreparedItem[],
  wish: ImportWish,
): readonly PreparedItem[] {
  const choiceOf = ({ item, against }: PreparedItem): ImportChoice =>
    wish.choices?.[itemId(item)] ?? (against === 'differs' ? (wish.conflict ?? 'take') : 'take');
  const wanted = items.filter((one) => one.against !== 'same' && choiceOf(one) !== 'keep');
  const beside = new Set(wanted.filter((one) => one.renamable && choiceOf(one) === 'rename'));
  return renamed(wanted, beside, { newId: () => means.ctx.newId(), state: means.state });
}
