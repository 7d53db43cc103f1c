import type { Diagnostic, ItemKind, ItemView, JsonObject } from '@regent/core';
import { type JSX, Show, untrack } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import type { Segment } from '../../ui/segments.tsx';
import { Flag } from '../../ui/words.tsx';
import { api } from '../api.ts';
import { Presence } from '../presence.tsx';
import { itemsChanged } from '../query-client.ts';
import { useMayEdit } from '../session.ts';
import { toastFailure } from '../../ui/toasts.tsx';
import { useDraftCheck } from './check.ts';
import { createDeleteGuard, DeleteGuard } from './delete-guard.tsx';
import { createDraft, type Draft } from './draft.ts';
import { EngineVerdict } from './engine-verdict.tsx';
import { ItemNotes } from './item-notes.tsx';
import { RenameNotice } from './rename-notice.tsx';
import { createSaver } from './save.ts';

/** What the tabs of an item's Inspector work on. */
export interface ItemSection {
  readonly draft: Draft;
  readonly diagnostics: () => readonly Diagnostic[];
  readonly locked: () => boolean;
}

interface ItemInspectorProps<Tab extends string> {
  readonly kind: ItemKind;
  /** Null makes a new item. */
  readonly view: ItemView | null;
  /** Where typing starts for a new item; a clone brings its own data. */
  readonly blank: JsonObject;
  /** Names the draft of a new item, so that two of them do not mix. */
  readonly stashKey: string;
  /** Enough is typed for the engine to be asked. */
  readonly ready?: ((draft: Draft) => boolean) | undefined;
  /** A new item may be saved as it stands, because its data came from another one. */
  readonly filled?: boolean;
  readonly title: (draft: Draft) => string;
  readonly lead?: ((draft: Draft) => JSX.Element) | undefined;
  readonly tabs?:
    | { readonly options: readonly Segment<Tab>[]; readonly value: Tab; readonly onChange: (tab: Tab) => void }
    | undefined;
  readonly onClose: () => void;
  readonly onCreated: (key: string) => void;
  readonly onStep?: ((step: 1 | -1) => void) | undefined;
  readonly onClone?: (() => void) | undefined;
  readonly children: (section: ItemSection) => JSX.Element;
}

/**
 * Edits one item of any kind: draft, checks while typing, Save, conflict, Delete with Undo. Every key survives. Another
 * item gets a form of its own, so that nothing half-typed shows up in it.
 */
export function ItemInspector<Tab extends string>(props: ItemInspectorProps<Tab>) {
  const stashKey = () => `${props.kind}/${props.view?.key ?? `new:${props.stashKey}`}`;
  return (
    <Show when={stashKey()} keyed>
      {(key) => <Editor {...props} stashKey={key} />}
    </Show>
  );
}

function Editor<Tab extends string>(props: ItemInspectorProps<Tab>) {
  const mayEdit = useMayEdit();
  const draft = createDraft({
    kind: untrack(() => props.kind),
    stashKey: () => props.stashKey,
    view: () => props.view,
    initial: () => props.view?.data ?? props.blank,
  });
  const locked = () => !mayEdit() || props.view?.flag === 'deleted';
  const saver = createSaver();
  // A new item says what it lacks once somebody tried to save it; one that is there, at once.
  const asked = () => props.view !== null || saver.error() !== null || (props.ready?.(draft) ?? true);
  const check = useDraftCheck(draft, () => !locked() && asked());
  const canSave = () => draft.dirty() || (props.view === null && props.filled === true);
  const save = async (baseVersion?: number) => {
    const isNew = props.view === null;
    const result = await saver.save(draft, baseVersion === undefined ? {} : { baseVersion });
    if (isNew && result?.item) props.onCreated(result.item.key);
  };
  const guard = createDeleteGuard(() => props.onClose());
  const unplaced = () => check.diagnostics().filter(({ item }) => !item || item.pointer === '');
  return (
    <Inspector
      title={props.title(draft)}
      lead={props.lead?.(draft)}
      flag={<Flag flag={props.view?.flag ?? null} />}
      onClose={props.onClose}
      onStep={props.view ? props.onStep : undefined}
      onSave={() => canSave() && void save()}
      typing={props.view === null}
      tabs={props.tabs}
      footer={
        <Show when={!locked()} fallback={<Deleted view={props.view} mayEdit={mayEdit()} />}>
          <Show when={props.view}>
            {(view) => (
              <Button look="danger" busy={guard.busy()} onClick={() => void guard.ask(view())}>
                Delete
              </Button>
            )}
          </Show>
          <Show when={props.view && props.onClone}>{(clone) => <Button onClick={() => clone()()}>Clone</Button>}</Show>
          <EngineVerdict verdict={check.engine()} />
          <Show when={draft.dirty() && props.view}>
            <Button look="plain" onClick={() => draft.reset()}>
              Revert
            </Button>
          </Show>
          <Button look="filled" busy={saver.busy()} disabled={!canSave()} title="⌘S" onClick={() => void save()}>
            Save
          </Button>
        </Show>
      }
    >
      <Show when={props.view}>{(view) => <Presence item={view()} />}</Show>
      <Show when={props.view}>{(view) => <DeleteGuard guard={guard} view={view()} />}</Show>
      <ItemNotes
        draft={draft}
        findings={unplaced()}
        error={saver.error()}
        conflict={saver.conflict()}
        onTakeTheirs={saver.forgetConflict}
        onOverwrite={(version) => void save(version)}
      />
      <RenameNotice draft={draft} disabled={locked()} />
      {props.children({ draft, diagnostics: check.diagnostics, locked })}
    </Inspector>
  );
}

function Deleted(props: { readonly view: ItemView | null; readonly mayEdit: boolean }) {
  const undo = async (view: ItemView) => {
    try {
      await api.change.discard.mutate({ items: [{ kind: view.kind, key: view.key }] });
      itemsChanged();
    } catch (error) {
      toastFailure(error);
    }
  };
  return (
    <Show when={props.mayEdit && props.view?.flag === 'deleted' ? props.view : undefined}>
      {(view) => (
        <>
          <span class="quiet">Deleted in staging</span>
          <span class="push" />
          <Button onClick={() => void undo(view())}>Undo</Button>
        </>
      )}
    </Show>
  );
}
