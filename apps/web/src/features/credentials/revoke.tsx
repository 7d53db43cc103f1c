import type { SecretVersionView } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { Button } from '../../ui/button.tsx';
import { Row, TextInput } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';

const REVISIONS_SHOWN = 5;

/** What is destroyed does not come back, so the credential's name is typed, and what is lost with it is said. */
export function RevokeSheet(props: {
  readonly name: string;
  readonly field: string;
  readonly version: SecretVersionView;
  readonly onClose: () => void;
}) {
  const [typed, setTyped] = createSignal('');
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const revoke = async () => {
    setBusy(true);
    setError(null);
    try {
      const { secret, version } = props.version;
      await api.vault.revoke.mutate({ secret, version });
      itemsChanged();
      toast(`Revoked version ${version} of ${props.field}`);
      props.onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      title={`Revoke version ${props.version.version} of ${props.field}?`}
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
            disabled={typed().trim() !== props.name}
            onClick={() => void revoke()}
          >
            Revoke
          </Button>
        </>
      }
    >
      <div class="body stack">
        <p>
          The vault destroys this version; nobody can read or use it again. Revoke the key at the provider too: the
          vault cannot do that.
        </p>
        <Show when={props.version.revisions.length > 0}>
          <p>
            {revisionWords(props.version.revisions)} used it. History keeps what they say, but whoever goes back there
            will find {props.name} left as it is at that time.
          </p>
        </Show>
        <div class="group">
          <Row label={`Type ${props.name}`}>
            {(ids) => <TextInput id={ids.input} value={typed()} onValue={setTyped} />}
          </Row>
        </div>
        <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="Not revoked." />}</Show>
      </div>
    </Sheet>
  );
}

function revisionWords(numbers: readonly number[]): string {
  if (numbers.length === 1) return `Revision ${numbers[0]}`;
  const shown = numbers.slice(-REVISIONS_SHOWN).join(', ');
  const more = numbers.length - REVISIONS_SHOWN;
  return more > 0 ? `Revisions ${shown} and ${more} older ones` : `Revisions ${shown}`;
}
