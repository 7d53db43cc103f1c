import { AppError, type DanglingName, type IntegrityFixed, itemId, type ReachableGroup } from '@regent/core';
import { fixDangling, integrityOf, reachabilityOf } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { saveOne } from '../item/save.ts';
import { stage } from '../item/stage.ts';
import { loadState, readState } from '../item/state.ts';
import { toItemView } from '../item/view.ts';

/** Every name in what would be after Apply that leads nowhere. */
export async function integrityReport(ctx: Ctx): Promise<DanglingName[]> {
  return integrityOf((await readState(ctx.db)).effective);
}

/** What a list of models leads to although it does not name it. */
export async function reachableGroups(ctx: Ctx, input: { models: readonly string[] }): Promise<ReachableGroup[]> {
  return reachabilityOf((await readState(ctx.db)).effective, input.models);
}

export interface FixWish {
  /** Id of a finding of the report. */
  readonly finding: string;
  readonly choice: 'rename' | 'remove';
  /** For `rename`: any name that exists. */
  readonly name?: string | undefined;
}

/** Stages one fix. @throws AppError `not-found` when the finding is gone meanwhile, `bad-input` for an unknown name */
export function fixFinding(ctx: Ctx, wish: FixWish): Promise<IntegrityFixed> {
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    const finding = integrityOf(state.effective).find((one) => one.id === wish.finding);
    if (finding === undefined) throw new AppError('not-found', { detail: 'This finding is mended already.' });
    const { choice, name = '' } = wish;
    const edit = fixDangling(state.effective, finding, choice === 'rename' ? { choice, name } : { choice });
    if (edit === null) throw new AppError('bad-input', { detail: `name: nothing is called ${JSON.stringify(name)}.` });
    const { ref, data } = edit;
    const baseVersion = state.version(ref);
    const staging = { ctx, write: w, state };
    if (data === null) await stage(staging, { ref, item: null, base: { version: baseVersion } });
    else await saveOne(staging, { ...ref, data, baseVersion });
    const row = state.stagedRows.get(itemId(ref));
    return { staged: row === undefined ? [] : [toItemView(state.appliedRows.get(itemId(ref)) ?? null, row)] };
  });
}
