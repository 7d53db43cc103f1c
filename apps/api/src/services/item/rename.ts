import {
  AppError,
  type Item,
  type ItemKind,
  type ItemRef,
  type ItemView,
  itemId,
  itemName,
  type JsonObject,
} from '@regent/core';
import { isNameServed, pointsAt, rewriteReferences, targetOf } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { saveOne } from './save.ts';
import { loadState } from './state.ts';
import { toItemView } from './view.ts';

/**
 * Gives an item another public name and stages every item that named it. When another deployment still serves the old
 * group name, references stay with that one.
 */
export function renameItem(
  ctx: Ctx,
  input: ItemRef & { name: string; baseVersion: number },
): Promise<{ staged: ItemView[] }> {
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    const item = state.item(input);
    const field = nameFields[input.kind];
    if (item === null) throw new AppError('not-found');
    if (field === undefined) throw new AppError('bad-input', { detail: `A ${input.kind} has no name to change.` });
    const touched: Item[] = [];
    const put = async (one: Item, data: JsonObject, baseVersion: number) => {
      touched.push(await saveOne({ ctx, write: w, state }, { kind: one.kind, key: one.key, data, baseVersion }));
    };
    const oldName = itemName(item);
    await put(item, { ...item.data, [field]: input.name }, input.baseVersion);
    const target = targetOf(input.kind);
    const others = state.effective.filter((one) => itemId(one) !== itemId(item));
    if (target !== null && !isNameServed(others, target, oldName)) {
      for (const user of others) {
        const data = rewriteReferences(user, (reference) =>
          pointsAt(reference, target) && reference.name === oldName ? input.name : reference.name,
        );
        if (JSON.stringify(data) === JSON.stringify(user.data)) continue;
        await put(user, data, state.version(user));
      }
    }
    const views = touched.flatMap((one) => {
      const staged = state.stagedRows.get(itemId(one)) ?? null;
      return staged === null ? [] : [toItemView(state.appliedRows.get(itemId(one)) ?? null, staged)];
    });
    return { staged: views };
  });
}

/** The field that holds the public name, for kinds that have one. */
const nameFields: Partial<Record<ItemKind, string>> = {
  model: 'model_name',
  credential: 'credential_name',
  guardrail: 'guardrail_name',
  search_tool: 'search_tool_name',
  vector_store: 'vector_store_name',
  agent: 'agent_name',
  prompt: 'prompt_id',
  pass_through_endpoint: 'path',
  alias: 'name',
  mcp_server: 'name',
  env_var: 'name',
};
