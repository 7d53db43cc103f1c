import {
  AppError,
  type FallbackClass,
  fallbackKeys,
  fromPointer,
  isSingleton,
  type Item,
  type ItemRef,
  itemName,
  type LookUp,
  type Usage,
} from '@regent/core';
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
  const inItems = distinct(
    usersOf(state.effective, target, name).map(({ item: user, pointer }) => toUsage(user, pointer)),
  );
  return target === 'group' ? [...inItems, ...(await liveUsers(ctx, name))] : inItems;
}

export function toUsage(user: Item, pointer: string): Usage {
  return { kind: user.kind, key: user.key, name: itemName(user), text: textOf(user, pointer) };
}

/** Where in its user the name stands: a place among fallbacks, a setting, or just what the user is. */
function textOf(user: Item, pointer: string): string {
  const parts = fromPointer(pointer);
  const index = Number(parts.at(-1));
  if (user.kind === 'fallback') {
    const list = `${fallbackKeys[user.data.class as FallbackClass]} of ${itemName(user)}`.replaceAll('_', ' ');
    return Number.isInteger(index) ? `${list}, place ${index + 1}` : list;
  }
  if (isSingleton(user.kind)) return parts.filter((part) => !/^\d+$/.test(part)).join('.');
  return `${user.kind.replaceAll('_', ' ')} ${itemName(user)}`;
}

/** One line for a place, however often it names the same thing. */
function distinct(usages: readonly Usage[]): Usage[] {
  return [...new Map(usages.map((usage) => [JSON.stringify(usage), usage])).values()];
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
