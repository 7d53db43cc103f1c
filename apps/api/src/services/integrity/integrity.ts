import {
  AppError,
  type DanglingName,
  type IntegrityFixed,
  type Item,
  type ItemChange,
  itemId,
  type KeyReach,
  type LookUp,
  type ReachableGroup,
} from '@regent/core';
import { fixDangling, integrityOf, type ItemEdit, reachabilityOf } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { itemChange } from '../config/item-change.ts';
import { keysWithModels } from '../impact/users.ts';
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

/** Virtual keys that lead to groups which they do not name, each with the ways. */
export async function keysReaching(ctx: Ctx): Promise<LookUp<KeyReach>> {
  const [{ effective }, keys] = await Promise.all([readState(ctx.db), keysWithModels(ctx)]);
  if (keys.state === 'failed') return keys;
  const found = keys.found.map(({ token, alias, masked, models }) => ({
    token,
    name: alias ?? masked,
    groups: reachabilityOf(effective, models),
  }));
  return { ...keys, found: found.filter(({ groups }) => groups.length > 0) };
}

export interface FixWish {
  /** Id of a finding of the report. */
  readonly finding: string;
  readonly choice: 'rename' | 'remove';
  /** For `rename`: any name that exists. */
  readonly name?: string | undefined;
}

/** What a fix would stage, as Review would show it; null data means that the item goes. Nothing is stored. */
export async function previewFix(ctx: Ctx, wish: FixWish): Promise<ItemChange> {
  const { effective } = await readState(ctx.db);
  const { ref, data } = editOf(effective, wish);
  const before = effective.find((item) => itemId(item) === itemId(ref))?.data ?? null;
  const flag = data === null ? 'deleted' : 'changed';
  return itemChange({ ...ref, flag, author: '', stagedAt: ctx.clock(), version: 0, before, after: data });
}

/** Stages one fix. @throws AppError `not-found` when the finding is gone meanwhile, `bad-input` for an unknown name */
export function fixFinding(ctx: Ctx, wish: FixWish): Promise<IntegrityFixed> {
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    const { ref, data } = editOf(state.effective, wish);
    const baseVersion = state.version(ref);
    const staging = { ctx, write: w, state };
    if (data === null) await stage(staging, { ref, item: null, base: { version: baseVersion } });
    else await saveOne(staging, { ...ref, data, baseVersion });
    const row = state.stagedRows.get(itemId(ref));
    return { staged: row === undefined ? [] : [toItemView(state.appliedRows.get(itemId(ref)) ?? null, row)] };
  });
}

function editOf(effective: readonly Item[], { finding: id, choice, name = '' }: FixWish): ItemEdit {
  const finding = integrityOf(effective).find((one) => one.id === id);
  if (finding === undefined) throw new AppError('not-found', { detail: 'This finding is mended already.' });
  const edit = fixDangling(effective, finding, choice === 'rename' ? { choice, name } : { choice });
  if (edit === null) throw new AppError('bad-input', { detail: `name: nothing is called ${JSON.stringify(name)}.` });
  return edit;
}
