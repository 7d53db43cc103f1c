import type { VirtualKeyView } from '@regent/core';
import { createEffect, createSignal, on, Show, untrack } from 'solid-js';
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
import { keyName, keyState } from './key-words.ts';
import { keysChanged, useGroupNames } from './queries.ts';

interface Form {
  readonly alias: string;
  readonly models: readonly string[];
  readonly maxBudget: string;
  readonly budgetDuration: string;
  readonly rpmLimit: string;
  readonly tpmLimit: string;
}

const text = (value: number | string | null) => (value === null ? '' : String(value));
const formOf = (key: VirtualKeyView): Form => ({
  alias: text(key.alias),
  models: key.models,
  maxBudget: text(key.maxBudget),
  budgetDuration: text(key.budgetDuration),
  rpmLimit: text(key.rpmLimit),
  tpmLimit: text(key.tpmLimit),
});

/** Edits one key. What was not touched is not sent; a cleared field clears the limit. */
export default function KeyInspector(props: {
  readonly view: VirtualKeyView;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}) {
  const mayEdit = useMayEdit();
  const groups = useGroupNames();
  const [form, setForm] = createSignal(untrack(() => formOf(props.view)));
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  createEffect(
    on(
      () => props.view.token,
      () => setForm(formOf(props.view)),
      { defer: true },
    ),
  );
  const set = (part: Partial<Form>) => setForm({ ...form(), ...part });
  const dirty = () => JSON.stringify(form()) !== JSON.stringify(formOf(props.view));
  const state = () => keyState(props.view, now());

  const save = async () => {
    if (!dirty()) return;
    setBusy(true);
    setError(null);
    const before = formOf(props.view);
    const changed = (name: keyof Form) => JSON.stringify(form()[name]) !== JSON.stringify(before[name]);
    const amount = (value: string) => (value.trim() === '' ? null : Number(value));
    try {
      await api.key.update.mutate({
        token: props.view.token,
        ...(changed('alias') ? { alias: form().alias.trim() || null } : {}),
        ...(changed('models') ? { models: [...form().models] } : {}),
        ...(changed('maxBudget') ? { maxBudget: amount(form().maxBudget) } : {}),
        ...(changed('budgetDuration') ? { budgetDuration: form().budgetDuration.trim() || null } : {}),
        ...(changed('rpmLimit') ? { rpmLimit: amount(form().rpmLimit) } : {}),
        ...(changed('tpmLimit') ? { tpmLimit: amount(form().tpmLimit) } : {}),
      });
      keysChanged();
      toast(`Saved ${keyName(props.view)}; it is in effect`);
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
          <Button look="filled" busy={busy()} disabled={!dirty()} onClick={() => void save()}>
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
            {props.view.expiresAt === null ? 'never' : <RelativeTime at={props.view.expiresAt} />}
          </span>
        </div>
      </section>
      <section class="group">
        <Row label="Name">
          {(ids) => (
            <TextInput id={ids.input} disabled={!mayEdit()} value={form().alias} onValue={(alias) => set({ alias })} />
          )}
        </Row>
        <Row
          label="Models"
          origin={{ state: 'default', text: form().models.length === 0 ? 'None named: every model' : 'Only these' }}
        >
          {(ids) => (
            <TokenField
              id={ids.input}
              describedBy={ids.notes}
              values={form().models}
              suggestions={groups()}
              onValues={(models) => set({ models })}
            />
          )}
        </Row>
      </section>
      <section class="group">
        <Row label="Budget" origin={{ state: 'default', text: 'Blank is no budget' }}>
          {(ids) => (
            <TextInput
              id={ids.input}
              unit="$"
              inputMode="decimal"
              disabled={!mayEdit()}
              value={form().maxBudget}
              onValue={(maxBudget) => set({ maxBudget })}
            />
          )}
        </Row>
        <Row label="Every" origin={{ state: 'default', text: '1d, 7d, 30d; blank is once' }}>
          {(ids) => (
            <TextInput
              id={ids.input}
              disabled={!mayEdit()}
              value={form().budgetDuration}
              onValue={(budgetDuration) => set({ budgetDuration })}
            />
          )}
        </Row>
        <Row label="Requests">
          {(ids) => (
            <TextInput
              id={ids.input}
              unit="per minute"
              inputMode="numeric"
              disabled={!mayEdit()}
              value={form().rpmLimit}
              onValue={(rpmLimit) => set({ rpmLimit })}
            />
          )}
        </Row>
        <Row label="Tokens">
          {(ids) => (
            <TextInput
              id={ids.input}
              unit="per minute"
              inputMode="numeric"
              disabled={!mayEdit()}
              value={form().tpmLimit}
              onValue={(tpmLimit) => set({ tpmLimit })}
            />
          )}
        </Row>
      </section>
    </Inspector>
  );
}
