import { AppError, fromPointer, type Item, type ItemRef, itemName, type LookUp, type Usage } from '@regent/core';
import { targetOf, usersOf } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { keysOfGroups, teamsOfGroups } from '../impact/users.ts';
import { readState } from './state.ts';

/** Every place that names the item, virtual keys and teams among them. */
export async function usedBy(ctx: Ctx, ref: ItemRef): Promise<Usage[]> {
  const state = await readState(ctx.db);
  const item = state.item(ref);
  if (item === null) throw new AppError('not-found');
  const target = targetOf(ref.kind);
  if (target === null) return [];
  const name = itemName(item);
  const inItems = usersOf(state.effective, target, name).map(({ item: user, pointer }) => toUsage(user, pointer));
  return target === 'group' ? [...inItems, ...(await liveUsers(ctx, name))] : inItems;
}

export function toUsage(user: Item, pointer: string): Usage {
  const name = itemName(user);
  const index = Number(fromPointer(pointer).at(-1));
  const text =
    user.kind === 'fallback' && Number.isInteger(index)
      ? `fallbacks of ${name}, place ${index + 1}`
      : `${user.kind.replaceAll('_', ' ')} ${name}`;
  return { kind: user.kind, key: user.key, name, text };
}

/** Keys and teams that may use the group, and a line where not all of them could be looked at. */
async function liveUsers(ctx: Ctx, group: string): Promise<Usage[]> {
  const groups = new Set([group]);
  const [keys, teams] = await Promise.all([keysOfGroups(ctx, groups), teamsOfGroups(ctx, groups)]);
  return [...usagesOf('virtual_key', keys), ...usagesOf('team', teams)];
}

function usagesOf(kind: 'virtual_key' | 'team', look: LookUp<Usage>): Usage[] {
  const note = (text: string): Usage => ({ kind, key: '', name: kind.replaceAll('_', ' '), text });
  if (look.state === 'failed') return [note(look.reason)];
  return look.cut === null ? [...look.found] : [...look.found, note(look.cut)];
}
