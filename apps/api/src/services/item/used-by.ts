import { AppError, fromPointer, type Item, type ItemRef, itemName, type Usage } from '@regent/core';
import { listKeys } from '@regent/litellm';
import { targetOf, usersOf } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { readState } from './state.ts';

/** Every place that names the item, virtual keys among them where the engine can be asked. */
export async function usedBy(ctx: Ctx, ref: ItemRef): Promise<Usage[]> {
  const state = await readState(ctx.db);
  const item = state.item(ref);
  if (item === null) throw new AppError('not-found');
  const target = targetOf(ref.kind);
  if (target === null) return [];
  const name = itemName(item);
  const inItems = usersOf(state.effective, target, name).map(({ item: user, pointer }) => toUsage(user, pointer));
  return target === 'group' ? [...inItems, ...(await keysThatAllow(ctx, name))] : inItems;
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

/** At most the first hundred keys are looked at; an engine that is away answers with none, as its state says elsewhere. */
async function keysThatAllow(ctx: Ctx, group: string): Promise<Usage[]> {
  if (ctx.engine === null) return [];
  try {
    const page = await listKeys({ ...ctx.engine, timeoutMs: 3_000 }, { page: 1, size: 100 });
    return page.keys
      .filter((key) => key.models.includes(group))
      .map((key) => {
        const name = key.alias ?? key.masked;
        return { kind: 'virtual_key', key: key.token, name, text: `virtual key ${name}` };
      });
  } catch (error) {
    ctx.log.info({ err: error }, 'virtual keys could not be asked for usage');
    return [];
  }
}
