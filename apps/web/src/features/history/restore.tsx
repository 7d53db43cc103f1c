import type { RevisionView } from '@regent/core';
import { createSignal, Show, untrack } from 'solid-js';
import { api } from '../../lib/api.ts';
import { toFailure } from '../../lib/failure.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useReview } from '../../lib/review.ts';
import { DangerSheet } from '../../ui/danger-sheet.tsx';
import { TextInput } from '../../ui/field.tsx';

/** The emergency way back: no review, applied at once, so the revision's number is typed. */
export function RestoreSheet(props: { readonly revision: RevisionView; readonly onClose: () => void }) {
  const review = useReview();
  const [reason, setReason] = createSignal(untrack(() => `Restore revision ${props.revision.number}`));
  const [gated, setGated] = createSignal(false);
  const [override, setOverride] = createSignal('');
  const restore = async () => {
    const run = await api.revision.restore.mutate({
      number: props.revision.number,
      reason: reason(),
      ...(override().trim() === '' ? {} : { override: override().trim() }),
    });
    queryClient.setQueryData(api.change.lastRun.key(), run);
    review.open();
  };
  return (
    <DangerSheet
      title={`Restore revision ${props.revision.number} now`}
      action="Restore now"
      failed="Not restored."
      word={String(props.revision.number)}
      act={restore}
      onFailure={(failure) => setGated(isGate(failure))}
      onClose={props.onClose}
    >
      <p>
        Everything that applies now is replaced by revision {props.revision.number} and takes effect at once, without
        review. It becomes a new revision, so this can be taken back the same way.
      </p>
      <div class="group">
        <label class="row">
          <span>Reason</span>
          <TextInput value={reason()} onValue={setReason} />
        </label>
        <Show when={gated()}>
          <label class="row">
            <span>In an emergency</span>
            <TextInput placeholder="Why it cannot wait" value={override()} onValue={setOverride} />
          </label>
        </Show>
      </div>
    </DangerSheet>
  );
}

/** A freeze or a missing approval, which a reason overrides. */
function isGate(error: unknown): boolean {
  return ['changes-frozen', 'approval-needed'].includes(toFailure(error).code);
}
