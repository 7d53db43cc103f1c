import type { VirtualKeyView } from '@regent/core';
import { createEffect, createSignal, For, on, Show, untrack } from 'solid-js';
import { api } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Row, TextInput } from '../../ui/field.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { TokenField } from '../../ui/token-field.tsx';
import { RelativeTime, Status } from '../../ui/words.tsx';
import { Budget } from './budget.tsx';
import { changesOf, expiryField, formOfKey, type KeyForm, limitFields, nameField, rebased } from './key-form.ts';
import { keyName, keyState } from './key-words.ts';
import { keysChanged, useGroupNames } from './queries.ts';

/** Edits one key. Keys are live: what is saved here is in effect at once. */
export default function KeyInspector(props: {
  readonly view: VirtualKeyView;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}) {
  const mayEdit = useMayEdit();
  const [form, setForm] = createSignal(untrack(() => formOfKey(props.view)));
  const [before, setBefore] = createSignal(untrack(form));
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const show = (next: KeyForm, key: KeyForm) => {
    setForm(next);
    setBefore(key);
  };
  let shown = untrack(() => props.view.token);
  createEffect(
    on(
      () => props.view,
      (view) => {
        const key = formOfKey(view);
        if (shown === view.token) return show(rebased(form(), before(), key), key);
        shown = view.token;
        setError(null);
        return show(key, key);
      },
      { defer: true },
    ),
  );
  const changes = () => changesOf(form(), before());
  const canSave = () => Object.keys(changes() ?? {}).length > 0;
  const state = () => keyState(props.view, now());

  const save = async () => {
    if (!canSave()) return;
    setBusy(true);
    setError(null);
    const sent = form();
    try {
      const saved = await api.key.update.mutate({ token: props.view.token, ...changes() });
      keysChanged();
      toast(`Saved ${keyName(saved)}; it is in effect`);
      if (saved.token === shown) show(rebased(form(), sent, formOfKey(saved)), formOfKey(saved));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const toggleBlock = async () => {
    const { token, blocked } = props.view;
    try {
      await (blocked ? api.key.unblock : api.key.block).mutate({ token });
      keysChanged();
      toast(`${blocked ? 'Unblocked' : 'Blocked'} ${keyName(props.view)}`);
    } catch (failure) {
      toastFailure(failure);
    }
  };
  return (
    <Inspector
      title={keyName(props.view)}
      flag={<Status state={state().state}>{state().word}</Status>}
      onClose={props.onClose}
      onSave={() => void save()}
      footer={
        <Show when={mayEdit()}>
          <Button look="danger" onClick={() => props.onRemove()}>
            Delete…
          </Button>
          <Button onClick={() => void toggleBlock()}>{props.view.blocked ? 'Unblock' : 'Block'}</Button>
          <span class="push" />
          <Button look="filled" busy={busy()} disabled={!canSave()} onClick={() => void save()}>
            Save
          </Button>
        </Show>
      }
    >
      <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="Not saved." />}</Show>
      <section class="group">
        <div class="item">
          <span class="mono">{props.view.masked}</span>
          <span class="push" />
          <Budget view={props.view} />
        </div>
        <div class="item">
          <span class="quiet">Expires</span>
          <span class="push">
            <Show when={props.view.expiresAt} fallback="never">
              {(at) => <RelativeTime at={at()} />}
            </Show>
          </span>
        </div>
      </section>
      <Fields form={form()} onForm={setForm} disabled={!mayEdit()} />
    </Inspector>
  );
}

function Fields(props: {
  readonly form: KeyForm;
  readonly onForm: (form: KeyForm) => void;
  readonly disabled: boolean;
}) {
  const groups = useGroupNames();
  const field = ({ name, label, unit, note, type }: (typeof limitFields)[number]) => (
    <Row label={label} origin={note === undefined ? undefined : { state: 'default', text: note }}>
      {(ids) => (
        <TextInput
          id={ids.input}
          aria-describedby={ids.notes}
          inputMode={type === 'number' ? 'decimal' : 'text'}
          unit={unit}
          disabled={props.disabled}
          value={props.form[name]}
          onValue={(value) => props.onForm({ ...props.form, [name]: value })}
        />
      )}
    </Row>
  );
  return (
    <>
      <section class="group">
        {field(nameField)}
        <Row
          label="Models"
          origin={{
            state: 'default',
            text: props.form.models.length === 0 ? 'None named: every model' : 'Only these',
          }}
        >
          {(ids) => (
            <TokenField
              id={ids.input}
              describedBy={ids.notes}
              values={props.form.models}
              suggestions={groups()}
              onValues={(models) => props.onForm({ ...props.form, models })}
            />
          )}
        </Row>
      </section>
      <section class="group">
        <For each={limitFields}>{field}</For>
      </section>
      <section class="group">{field(expiryField)}</section>
    </>
  );
}
