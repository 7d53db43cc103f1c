import {
  isJsonObject,
  isSingleton,
  itemId,
  type Json,
  type JsonObject,
  SINGLETON_KEY,
  toPath,
  toPointer,
} from '@regent/core';
import { importDocument } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { saveOne } from '../item/save.ts';
import { type ConfigState, loadState } from '../item/state.ts';
import { prepared } from './prepare.ts';

/**
 * Takes raw settings apart: what another kind owns becomes items of that kind (laid over what they say already), the rest
 * stays raw. Everything is staged in one transaction, so that nothing is in two places or in none.
 */
export function moveOwned(ctx: Ctx, input: { data: JsonObject; baseVersion: number }): Promise<{ staged: number }> {
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    const place = (location: readonly (string | number)[]) => ({
      path: toPath(location),
      pointer: toPointer(location),
      line: 1,
    });
    const imported = importDocument(input.data, place, {
      newId: () => ctx.newId(),
      existing: state.effective,
      reserved: 'drop',
    });
    const staging = { ctx, write: w, state };
    const own = await prepared(ctx, imported, { db: w.tx, state });
    const moved = own.filter(({ item }) => item.kind !== 'passthrough');
    const rest = own.find(({ item }) => item.kind === 'passthrough')?.data ?? {};
    await saveOne(staging, { kind: 'passthrough', key: SINGLETON_KEY, data: rest, baseVersion: input.baseVersion });
    for (const { item, data, position } of moved) {
      const { kind, key } = item;
      await saveOne(staging, {
        kind,
        key,
        position,
        data: laidOver(state, item, data),
        baseVersion: state.version(item),
      });
    }
    w.audit('advanced.move', moved.map(({ item }) => itemId(item)).join(', '));
    return { staged: moved.length };
  });
}

/** A settings item keeps what was not typed; an entry is the one that was typed. */
function laidOver(state: ConfigState, ref: Parameters<typeof itemId>[0], data: JsonObject): JsonObject {
  const before = isSingleton(ref.kind) ? state.item(ref) : null;
  return before === null ? data : merged(before.data, data);
}

function merged(below: JsonObject, above: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const before = below[key];
    result[key] =
      isJsonObject(before) && isJsonObject(value) && !('$newSecret' in value) ? merged(before, value) : value;
  }
  return result;
}
