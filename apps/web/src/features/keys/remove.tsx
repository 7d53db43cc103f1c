import type { VirtualKeyView } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Row, TextInput } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';
import { keyName } from './key-words.ts';
import { keysChanged } from './queries.ts';

/** A deleted key cannot come back, so its name is typed; of several, their number. */
export default function RemoveSheet(props: {
  readonly keys: readonly VirtualKeyView[];
  readonly onClose: () => void;
  readonly onRemoved: () => void;
}) {
  const [typed, setTyped] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const single = () => (props.keys.length === 1 ? props.keys[0] : undefined);
  const word = () => {
    const key = single();
    return key ? keyName(key) : String(props.keys.length);
  };
  const what = () => (single() ? word() : plural(props.keys.length, 'key'));
  const remove = async () => {
    setBusy(true);
    setError(null);
    try {
      await api.key.remove.mutate({ tokens: props.keys.map(({ token }) => token) });
      keysChanged();
      toast(`Deleted ${what()}`);
      props.onClose();
      props.onRemoved();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      title={`Delete ${what()}?`}
      narrow
      onClose={props.onClose}
      footer={
        <>
          <span class="push" />
          <Button onClick={() => props.onClose()}>Cancel</Button>
          <Button
            look="danger"
            class="filled"
            busy={busy()}
            disabled={typed().trim() !== word()}
            onClick={() => void remove()}
          >
            Delete {what()}
          </Button>
        </>
      }
    >
      <div class="body stack">
        <p>
          Whoever uses it is refused at once, and it cannot be brought back. To stop it for a while, block it instead.
        </p>
        <div class="group">
          <Row label={`Type ${word()}`}>{(ids) => <TextInput id={ids.input} value={typed()} onValue={setTyped} />}</Row>
        </div>
        <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="Not deleted." />}</Show>
      </div>
    </Sheet>
  );
}
