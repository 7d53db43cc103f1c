import {
  actorName,
  AppError,
  type Item,
  type ItemRef,
  itemId,
  itemName,
  type JsonObject,
  type StagingResult,
  stageDelete,
  stageSave,
  type VersionConflict,
} from '@regent/core';
import { deleteStaged, putStaged, toItem } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import type { Write } from '../../events/write.ts';
import { auditDetail } from './audit-detail.ts';
import { hideNewSecrets } from './secrets.ts';
import { type ConfigState, toStagedItem } from './state.ts';

/** What the editor looked at. `version` is 0 when nothing was staged; `revision` is left out when it is not known. */
export interface Base {
  readonly version: number;
  readonly revision?: number | null | undefined;
}

/** An open transaction with the state that its edits are made on. */
export interface Staging {
  readonly ctx: Ctx;
  readonly write: Write;
  readonly state: ConfigState;
}

/** Stages an item or its deletion (`item` null) in the open transaction. @throws AppError `version-conflict` */
export async function stage(
  staging: Staging,
  edit: { ref: ItemRef; item: Item | null; base: Base },
): Promise<'changed' | 'unchanged'> {
  const { ctx, write, state } = staging;
  const { ref, item, base } = edit;
  const row = state.stagedRows.get(itemId(ref)) ?? null;
  const appliedRow = state.appliedRows.get(itemId(ref)) ?? null;
  const current = {
    applied: appliedRow === null ? null : toItem(appliedRow),
    staged: row === null ? null : toStagedItem(row),
  };
  if (base.revision !== undefined && row === null && (appliedRow?.revision ?? null) !== base.revision)
    throw conflict(state, edit);
  const subject = subjectOf(state, edit);
  const before = state.item(ref);
  const at = ctx.clock();
  const by = { author: actorName(ctx.actor), at: at.toISOString(), baseRevision: state.revision };
  const expectedVersion = base.version === 0 ? null : base.version;
  const result: StagingResult =
    item === null
      ? stageDelete(current, ref, { ...by, expectedVersion })
      : stageSave(current, item, { ...by, expectedVersion });
  switch (result.outcome) {
    case 'conflict':
      throw conflict(state, edit);
    case 'unchanged':
      return 'unchanged';
    case 'unstaged':
      await deleteStaged(write.tx, ref);
      state.drop(ref);
      break;
    case 'staged':
      state.put(
        await putStaged(write.tx, {
          kind: ref.kind,
          key: ref.key,
          flag: result.staged.flag,
          data: result.staged.item?.data ?? null,
          position: result.staged.item?.position ?? null,
          replaced: before?.data ?? null,
          replacedVersion: row?.version ?? 0,
          author: by.author,
          stagedAt: at,
          baseRevision: by.baseRevision,
        }),
      );
      break;
  }
  const detail = await auditDetail({ tx: write.tx, vault: ctx.vault }, { before, after: item });
  write.audit(item === null ? 'item.remove' : 'item.save', subject, detail);
  write.tellItems(ref.kind);
  return 'changed';
}

function subjectOf(state: ConfigState, edit: { ref: ItemRef; item: Item | null }): string {
  const item = edit.item ?? state.item(edit.ref);
  return `${edit.ref.kind} ${item === null ? edit.ref.key : itemName(item)}`;
}

/** What both made of the same base, so that a person can choose per field. */
function conflict(state: ConfigState, edit: { ref: ItemRef; item: Item | null; base: Base }): AppError {
  const row = state.stagedRows.get(itemId(edit.ref)) ?? null;
  const applied = state.appliedRows.get(itemId(edit.ref))?.data ?? null;
  const base = row !== null && row.replacedVersion === edit.base.version ? row.replaced : applied;
  const data: VersionConflict = {
    base,
    mine: edit.item === null ? null : (hideNewSecrets(edit.item.data) as JsonObject),
    theirs: row === null ? applied : row.data,
    theirAuthor: row?.author ?? null,
    theirVersion: row?.version ?? 0,
  };
  return new AppError('version-conflict', { data });
}
