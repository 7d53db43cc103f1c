import type { RevisionView } from '@regent/core';
import { createSignal, Show, untrack } from 'solid-js';
import { api } from '../../lib/api.ts';
import { toFailure } from '../../lib/failure.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useReview } from '../../lib/review.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/field.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { FailureBanner } from '../../ui/states.tsx';

/** The emergency way back: no review, applied at once, so the revision's number is typed. */
export function RestoreSheet(props: { readonly revision: RevisionView; readonly onClose: () => void }) {
  const review = useReview();
  const [typed, setTyped] = createSignal('');
  const [reason, setReason] = createSignal(untrack(() => `Restore revision ${props.revision.number}`));
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const [override, setOverride] = createSignal('');
  const restore = async () => {
    setBusy(true);
    setError(null);
    try {
      const run = await api.revision.restore.mutate({
        number: props.revision.number,
        reason: reason(),
        ...(override().trim() === '' ? {} : { override: override().trim() }),
      });
      queryClient.setQueryData(api.change.lastRun.key(), run);
      props.onClose();
      review.open();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Sheet
      title={`Restore revision ${props.revision.number} now`}
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
            disabled={typed().trim() !== String(props.revision.number)}
            onClick={() => void restore()}
          >
            Restore now
          </Button>
        </>
      }
    >
      <div class="body stack">
        <p>
          Everything that applies now is replaced by revision {props.revision.number} and takes effect at once, without
          review. It becomes a new revision, so this can be taken back the same way.
        </p>
        <div class="group">
          <label class="row">
            <span>Reason</span>
            <TextInput value={reason()} onValue={setReason} />
          </label>
          <label class="row">
            <span>Type {props.revision.number}</span>
            <TextInput value={typed()} onValue={setTyped} inputMode="numeric" />
          </label>
        </div>
        <Show when={isGate(error())}>
          <label class="row">
            <span>In an emergency</span>
            <TextInput placeholder="Why it cannot wait" value={override()} onValue={setOverride} />
          </label>
        </Show>
        <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="Not restored." />}</Show>
      </div>
    </Sheet>
  );
}

/** A freeze or a missing approval, which a reason overrides. */
function isGate(error: unknown): boolean {
  return error !== null && ['changes-frozen', 'approval-needed'].includes(toFailure(error).code);
}
