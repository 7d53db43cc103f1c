import { type Diagnostic, equalJson, type WrittenAssertion } from '@regent/core';
import { useNavigate } from '@solidjs/router';
import { createSignal, Show, untrack } from 'solid-js';
import { api } from '../../lib/api.ts';
import { hrefOfItem } from '../../lib/item/place.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { FindingList } from '../../ui/finding-list.tsx';
import { Inspector } from '../../ui/inspector.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { AssertionForm } from './form.tsx';
import { isWhole } from './words.ts';

/** Writes one assertion, shows where it does not hold. It counts from the next Save on; nothing is staged. */
export function AssertionInspector(props: {
  readonly all: readonly WrittenAssertion[];
  /** Without an id while it is new. */
  readonly one: WrittenAssertion;
  readonly findings: readonly Diagnostic[] | undefined;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}) {
  const mayEdit = useMayEdit();
  const navigate = useNavigate();
  const saved = untrack(() => props.one);
  const [form, setForm] = createSignal(saved);
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const canSave = () => isWhole(form()) && !equalJson({ ...form() }, { ...saved });
  const save = async () => {
    if (!canSave()) return;
    setBusy(true);
    setError(null);
    const one = saved.id === '' ? { ...form(), id: freeId(form().label, props.all) } : form();
    try {
      await replaceAll(saved.id === '' ? [...props.all, one] : props.all.map((old) => (old.id === one.id ? one : old)));
      toast(`Saved ${one.label}; it counts from now on`);
      props.onSaved(one.id);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const remove = async () => {
    const before = props.all;
    try {
      await replaceAll(before.filter(({ id }) => id !== saved.id));
      props.onClose();
      toast(`Deleted ${saved.label}`, () => void replaceAll(before).catch(toastFailure));
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <Inspector
      title={form().label || 'New assertion'}
      typing={saved.id === ''}
      onClose={props.onClose}
      onSave={() => void save()}
      footer={
        <Show when={mayEdit()}>
          <Show when={saved.id !== ''}>
            <Button look="danger" onClick={() => void remove()}>
              Delete
            </Button>
          </Show>
          <span class="push" />
          <Button look="filled" busy={busy()} disabled={!canSave()} title="⌘S" onClick={() => void save()}>
            Save
          </Button>
        </Show>
      }
    >
      <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="Not saved." />}</Show>
      <AssertionForm value={form()} onValue={setForm} disabled={!mayEdit()} />
      <Show when={(props.findings ?? []).length > 0 ? props.findings : undefined}>
        {(list) => (
          <section>
            <div class="group-title">
              <h3>Where it does not hold</h3>
            </div>
            <FindingList
              label="Where it does not hold"
              findings={list().map(({ severity, code, message, path, item }) => ({
                severity,
                code,
                message,
                place: path,
                onOpen: item && (() => navigate(hrefOfItem(item))),
              }))}
            />
          </section>
        )}
      </Show>
    </Inspector>
  );
}

async function replaceAll(assertions: readonly WrittenAssertion[]): Promise<void> {
  await api.assertion.save.mutate({ assertions: [...assertions] });
  await queryClient.invalidateQueries({ queryKey: api.assertion.list.key() });
  void queryClient.invalidateQueries({ queryKey: api.assertion.report.key() });
  void queryClient.invalidateQueries({ queryKey: api.change.review.key() });
}

/** Made from the label, so that the audit log can be read. */
function freeId(label: string, all: readonly WrittenAssertion[]): string {
  const stem =
    label
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '')
      .slice(0, 48) || 'assertion';
  const taken = new Set(all.map(({ id }) => id));
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? stem : `${stem}-${number}`;
    if (!taken.has(id)) return id;
  }
}
