import type { ItemView, SaveResult, VersionConflict } from '@regent/core';
import { createSignal } from 'solid-js';
import { toast } from '../../ui/toasts.tsx';
import { api } from '../api.ts';
import { conflictOf, toFailure } from '../failure.ts';
import { itemSaved, itemsChanged } from '../query-client.ts';
import type { Draft } from './draft.ts';
import { itemTitle } from './title.ts';

/** Saves drafts and says what came of it. Saving an unchanged draft sends nothing. */
export function createSaver() {
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const [conflict, setConflict] = createSignal<VersionConflict | null>(null);
  /** Over a conflict: `baseVersion` is the version that it named, and what is saved was chosen knowing it. */
  const save = async (draft: Draft, options: { readonly baseVersion?: number } = {}): Promise<SaveResult | null> => {
    const view = draft.view();
    if (!draft.dirty() && view !== null) {
      // What was chosen is what they saved: there is nothing left to send.
      draft.reset();
      setConflict(null);
      return null;
    }
    setBusy(true);
    setError(null);
    setConflict(null);
    try {
      const result = await api.item.save.mutate({
        kind: draft.kind,
        ...(view ? { key: view.key } : {}),
        data: draft.data(),
        baseVersion: options.baseVersion ?? draft.baseVersion(),
        ...(view && options.baseVersion === undefined ? { baseRevision: draft.baseRevision() } : {}),
      });
      if (result.item) itemSaved(result.item);
      draft.reset();
      itemsChanged();
      toast(
        result.item?.flag ? `Staged ${itemTitle(result.item)}` : 'Nothing to stage: same as applied',
        undoOf(view, result.item),
      );
      return result;
    } catch (failure) {
      const theirs = conflictOf(toFailure(failure));
      setConflict(theirs);
      setError(theirs ? null : failure);
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, conflict, save, forgetConflict: () => setConflict(null) };
}

function undoOf(before: ItemView | null, after: ItemView | null): (() => void) | undefined {
  if (!after) return undefined;
  return () => void restoreItem(before, after);
}

/** Puts an item back to what it was before one edit. */
export async function restoreItem(before: ItemView | null, after: ItemView | null): Promise<void> {
  const ref = after ?? before;
  if (!ref) return;
  try {
    if (before?.flag && before.flag !== 'deleted') {
      await api.item.save.mutate({ kind: ref.kind, key: ref.key, data: before.data, baseVersion: after?.version ?? 0 });
    } else {
      await api.change.discard.mutate({ items: [{ kind: ref.kind, key: ref.key }] });
    }
  } catch (failure) {
    toast(`Undo failed. ${toFailure(failure).message}`);
  } finally {
    itemsChanged();
  }
}

/** Stages the removal of an item, with Undo. */
export async function removeItem(view: ItemView): Promise<boolean> {
  try {
    const after = await api.item.remove.mutate({ kind: view.kind, key: view.key, baseVersion: view.version });
    itemsChanged();
    toast(`Deleted ${view.name} in staging`, () => void restoreItem(view, after));
    return true;
  } catch (failure) {
    toast(`${view.name} was not deleted. ${toFailure(failure).message}`);
    return false;
  }
}
