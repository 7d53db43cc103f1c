import { type ImpactView, type ItemRef, itemName } from '@regent/core';
import { targetOf } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { selected } from '../apply/selection.ts';
import { type ConfigState, readState } from '../item/state.ts';
import { trafficOfGroups } from './traffic.ts';
import { keysOfGroups, teamsOfGroups } from './users.ts';

/** Whom the staged changes touch beyond the configuration: keys, teams and traffic of the groups that they change. */
export async function impactOfChanges(
  ctx: Ctx,
  input: { items?: readonly ItemRef[] | undefined } = {},
): Promise<ImpactView> {
  const groups = touchedGroups(selected(await readState(ctx.db), input.items));
  const [keys, teams, traffic] = await Promise.all([
    keysOfGroups(ctx, groups),
    teamsOfGroups(ctx, groups),
    trafficOfGroups(ctx, groups),
  ]);
  return { groups: [...groups], keys, teams, traffic };
}

/** Groups and aliases as requests know them now: what is new has no users yet. */
function touchedGroups(state: ConfigState): ReadonlySet<string> {
  return new Set(
    [...state.stagedRows].flatMap(([id, { kind, key }]) => {
      const before = state.appliedRows.get(id)?.data;
      return before === undefined || targetOf(kind) !== 'group' ? [] : [itemName({ kind, key, data: before })];
    }),
  );
}
