import { AppError, type ItemRef, itemId } from '@regent/core';
import { ConfigState } from '../item/state.ts';

/** What would be staged if only `items` were; everything without a choice. @throws AppError `plan-stale` */
export function selected(state: ConfigState, items: readonly ItemRef[] | undefined): ConfigState {
  if (items === undefined) return state;
  const wanted = new Set(items.map(itemId));
  const staged = [...state.stagedRows.values()].filter((row) => wanted.has(itemId(row)));
  if (staged.length !== wanted.size)
    throw new AppError('plan-stale', { detail: 'Not everything that was chosen is staged any more.' });
  return new ConfigState(state.revision, [...state.appliedRows.values()], staged);
}
