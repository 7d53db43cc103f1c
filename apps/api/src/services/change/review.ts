import { type Item, type ItemRef, itemId, itemName, type ReviewView } from '@regent/core';
import { diffConfigs, pointsAt, referencesOf, renderConfig, targetOf } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { gateOf } from '../apply/gate.ts';
import { planDigest, shrinkOf } from '../apply/plan.ts';
import { selected } from '../apply/selection.ts';
import { itemChange } from '../config/item-change.ts';
import { diagnosticsOf } from '../config/validate.ts';
import { type ConfigState, readState } from '../item/state.ts';
import { toUsage } from '../item/used-by.ts';
import { loadSettings } from '../setting/settings.ts';
import { recreationFor } from './recreation.ts';

/** Everything that a person looks at before Apply, except the engine's verdict; of some of what is staged, or of all. */
export async function reviewChanges(ctx: Ctx, input: { items?: readonly ItemRef[] | undefined }): Promise<ReviewView> {
  const everything = await readState(ctx.db);
  const state = selected(everything, input.items);
  const shrink = shrinkOf(state, (await loadSettings(ctx.db)).shrinkPercent);
  const names = await importTimeNames(ctx, state);
  const recreation = await recreationFor(ctx, state);
  const { reload } = await ctx.servant.describe();
  return {
    plan: planDigest(state),
    baseRevision: state.revision,
    changes: changesOf(state),
    diagnostics: await diagnosticsOf(ctx, state.effective),
    textBefore: renderConfig(state.applied, { redact: true }).text,
    textAfter: renderConfig(state.effective, { redact: true }).text,
    models: { before: shrink.before, after: shrink.after, removed: shrink.removed },
    shrinkGuard: shrink.guarded,
    reload: recreation !== null ? 'recreate' : names.length > 0 ? 'renewal' : reload,
    importTimeNames: names,
    recreation,
    servantFindings: ctx.watch.findings(),
    affected: affectedBy(state),
    empty: state.stagedRows.size === 0,
    left: [...everything.stagedRows]
      .filter(([id]) => !state.stagedRows.has(id))
      .map(([id, { kind, key, data }]) => {
        const known = data ?? everything.appliedRows.get(id)?.data ?? {};
        return { kind, key, name: itemName({ kind, key, data: known }) };
      }),
    gate: await gateOf(ctx, state),
    canConfirm: ctx.servant.watchdog !== undefined,
  };
}

function changesOf(state: ConfigState) {
  const differences = new Map(diffConfigs(state.applied, state.effective).map((change) => [itemId(change), change]));
  return [...state.stagedRows.entries()].map(([id, row]) =>
    itemChange({ ...row, before: state.appliedRows.get(id)?.data ?? null, after: row.data }, differences.get(id)),
  );
}

/** Import-time variables whose value would change; none when the engine cannot be asked. */
async function importTimeNames(ctx: Ctx, state: ConfigState): Promise<readonly string[]> {
  const changed: Record<string, string> = {};
  for (const row of state.stagedRows.values()) {
    if (row.kind !== 'env_var') continue;
    const data = row.data ?? state.appliedRows.get(itemId(row))?.data;
    if (data?.target === 'process' && typeof data.name === 'string') changed[data.name] = '';
  }
  if (Object.keys(changed).length === 0) return [];
  return ctx.servant.importTimeNames(changed).catch(() => []);
}

/** Items that are not staged themselves but name something that is changed or goes away. */
function affectedBy(state: ConfigState): ReviewView['affected'] {
  const touched = new Set<string>();
  for (const [id, row] of state.stagedRows) {
    const target = targetOf(row.kind);
    const before = state.appliedRows.get(id)?.data;
    if (target === null || before === undefined) continue;
    touched.add(`${target} ${itemName({ kind: row.kind, key: row.key, data: before })}`);
  }
  const others = state.effective.filter((item: Item) => !state.stagedRows.has(itemId(item)));
  return others.flatMap((item) => {
    const hit = referencesOf(item).find((reference) => {
      const spaces = (['group', 'credential', 'guardrail', 'mcp_server', 'search_tool'] as const).filter((space) =>
        pointsAt(reference, space),
      );
      return spaces.some((space) => touched.has(`${space} ${reference.name}`));
    });
    if (hit === undefined) return [];
    const { kind, key, name, text } = { ...toUsage(item, hit.pointer), kind: item.kind };
    return [{ kind, key, name, text }];
  });
}
