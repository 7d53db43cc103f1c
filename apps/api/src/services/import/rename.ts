import { type Item, type ItemKind, itemName, type JsonObject } from '@regent/core';
import { pointsAt, rewriteReferences, targetOf } from '@regent/renderer';
import type { ConfigState } from '../item/state.ts';
import type { PreparedItem } from './prepare.ts';

/** Kinds of which a second one may stand beside the first under another name, with the field that holds it. */
export const renameFields: Readonly<Partial<Record<ItemKind, string>>> = {
  model: 'model_name',
  credential: 'credential_name',
  alias: 'name',
  guardrail: 'guardrail_name',
  search_tool: 'search_tool_name',
  vector_store: 'vector_store_name',
  mcp_server: 'name',
  agent: 'agent_name',
};

/**
 * Gives the chosen items new keys and names, so that they come beside what is there. Imported items that named one of
 * them follow, unless another imported item still answers to the old name.
 */
export function renamed(
  items: readonly PreparedItem[],
  chosen: ReadonlySet<PreparedItem>,
  means: { readonly newId: () => string; readonly state: ConfigState },
): readonly PreparedItem[] {
  if (chosen.size === 0) return items;
  const taken = new Set([...means.state.effective, ...items.map(({ item }) => item)].map(nameId));
  const names = new Map<string, string>();
  const free = (item: Item): string => {
    for (let count = 1; ; count++) {
      const name = `${itemName(item)}-imported${count === 1 ? '' : `-${count}`}`;
      if (!taken.has(`${item.kind} ${name}`)) return name;
    }
  };
  const moved = items.map((one): PreparedItem => {
    const field = renameFields[one.item.kind];
    if (!chosen.has(one) || field === undefined) return one;
    const name = names.get(nameId(one.item)) ?? free(one.item);
    names.set(nameId(one.item), name);
    const item = { ...one.item, key: means.newId(), data: { ...one.item.data, [field]: name } };
    // Behind what is there: its place in the file belongs to the one that stays.
    return { ...one, item, data: { ...one.data, [field]: name }, position: undefined, against: 'new' };
  });
  const kept = new Set(items.filter((one) => !chosen.has(one)).map(({ item }) => nameId(item)));
  return moved.map((one) => ({ ...one, data: following(one, names, kept) }));
}

const nameId = (item: Item) => `${item.kind} ${itemName(item)}`;

function following(one: PreparedItem, names: ReadonlyMap<string, string>, kept: ReadonlySet<string>): JsonObject {
  const { kind, key } = one.item;
  return rewriteReferences({ kind, key, data: one.data }, (reference) => {
    for (const [id, name] of names) {
      const [of = '', ...old] = id.split(' ');
      const target = targetOf(of as ItemKind); // made by nameId
      const means = target !== null && pointsAt(reference, target) && reference.name === old.join(' ');
      if (means && !kept.has(id)) return name;
    }
    return reference.name;
  });
}
