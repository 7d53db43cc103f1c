import {
  AppError,
  actorName,
  isSingleton,
  type Item,
  type ItemKind,
  itemId,
  itemName,
  type JsonObject,
  type SaveResult,
  shapeProblems,
  SINGLETON_KEY,
} from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { diagnosticsOf } from '../config/validate.ts';
import { takeExplicitId } from './explicit-id.ts';
import { guardOwnedKeys } from './ownership.ts';
import { endPosition, positionFor } from './position.ts';
import { vaultSecrets } from './secrets.ts';
import { type Staging, stage } from './stage.ts';
import { type ConfigState, loadState } from './state.ts';
import { toItemView } from './view.ts';

/** One edit. Without a key it makes a new item. */
export interface SaveWish {
  readonly kind: ItemKind;
  readonly key?: string | undefined;
  readonly data: JsonObject;
  /** Version that the editor looked at; 0 when nothing was staged. */
  readonly baseVersion: number;
  /** Applied revision of the item that the editor looked at, where it is known; null for a new item. */
  readonly baseRevision?: number | null | undefined;
  readonly position?: string | undefined;
  /** Key of the item behind which it goes. */
  readonly after?: string | undefined;
}

/** Stages one item. @throws AppError `version-conflict`, `owned-key`, `bad-input`, `name-taken` */
export async function saveItem(ctx: Ctx, wish: SaveWish): Promise<SaveResult> {
  const [result] = await saveItems(ctx, [wish]);
  if (!result) throw new Error('one edit gives one result');
  return result;
}

/** Stages all or none, in one transaction. */
export async function saveItems(ctx: Ctx, wishes: readonly SaveWish[]): Promise<SaveResult[]> {
  const { refs, state } = await write(ctx, async (w) => {
    const saved: Item[] = [];
    const current = await loadState(w.tx);
    for (const wish of wishes) saved.push(await saveOne({ ctx, write: w, state: current }, wish));
    return { refs: saved, state: current };
  });
  const diagnostics = await diagnosticsOf(ctx, state.effective);
  return refs.map((ref) => {
    const staged = state.stagedRows.get(itemId(ref)) ?? null;
    return {
      item: staged === null ? null : toItemView(state.appliedRows.get(itemId(ref)) ?? null, staged),
      diagnostics: diagnostics.filter(({ item }) => item?.kind === ref.kind && item.key === ref.key),
    };
  });
}

/** Stages one edit in an open transaction; for cascades, imports and restores as well. */
export async function saveOne(staging: Staging, given: SaveWish): Promise<Item> {
  const { ctx, write, state } = staging;
  const wish = takeExplicitId(given, state);
  const key = isSingleton(wish.kind) ? SINGLETON_KEY : (wish.key ?? ctx.newId());
  const before = state.item({ kind: wish.kind, key });
  guardOwnedKeys(wish.kind, wish.data);
  const means = { tx: write.tx, vault: ctx.vault, by: actorName(ctx.actor) };
  const data = await vaultSecrets(means, { kind: wish.kind, data: wish.data }, before?.data ?? null);
  const item = withPosition({ kind: wish.kind, key, data: checkShape(wish.kind, data) }, wish, before, state);
  guardName(state, item);
  await stage(staging, { ref: item, item, base: { version: wish.baseVersion, revision: wish.baseRevision } });
  return item;
}

function withPosition(item: Item, wish: SaveWish, before: Item | null, state: ConfigState): Item {
  const kept = wish.after === undefined ? (wish.position ?? before?.position) : undefined;
  const position = kept ?? newPosition(item.kind, wish, state);
  return position === undefined ? item : { ...item, position };
}

function newPosition(kind: ItemKind, wish: SaveWish, state: ConfigState): string | undefined {
  // At the end, without putting everything in order: an import makes thousands of them.
  if (wish.after === undefined) return endPosition(kind, state.lastPosition(kind));
  return positionFor(kind, state.effective, { after: wish.after });
}

/** @throws AppError `bad-input` naming the field */
function checkShape(kind: ItemKind, data: JsonObject): JsonObject {
  const problems = shapeProblems(kind, data);
  if (problems.length === 0) return data;
  const detail = problems.map(({ location, message }) => `${location.join('.') || kind}: ${message}`).join('; ');
  throw new AppError('bad-input', { detail });
}

/** Kinds that render to a map, where a second entry of the same name would overwrite the first. */
const mapKinds: readonly ItemKind[] = ['alias', 'mcp_server', 'env_var'];

function guardName(state: ConfigState, item: Item): void {
  if (!mapKinds.includes(item.kind)) return;
  const name = itemName(item);
  const taken = state.effective.some((one) => one.kind === item.kind && one.key !== item.key && itemName(one) === name);
  if (taken) throw new AppError('name-taken', { detail: `There is another ${item.kind} of the name ${name}.` });
}
