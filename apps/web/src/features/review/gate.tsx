import type { GateView, ItemRef } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { formatExact } from '../../lib/format.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { toastFailure } from '../../ui/toasts.tsx';
import { gateClosed } from './gate-state.ts';

/** Who has approved, who may, which freeze holds, and the way around it in an emergency. */
export function Gate(props: {
  readonly gate: GateView;
  readonly plan: string;
  readonly items: readonly ItemRef[] | undefined;
  readonly override: string;
  readonly onOverride: (reason: string) => void;
}) {
  const session = useSession();
  const closed = () => gateClosed(props.gate, session.isSuccess ? session.data?.email : undefined);
  const [busy, setBusy] = createSignal(false);
  const approve = async () => {
    setBusy(true);
    try {
      await api.change.approve.mutate({ plan: props.plan, ...(props.items ? { items: [...props.items] } : {}) });
      await queryClient.invalidateQueries({ queryKey: api.change.review.key() });
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Show when={props.gate.approval !== null || props.gate.freeze !== null}>
      <section class="banner gate" aria-label="Before this can be applied">
        <Icon name={closed() ? 'lock' : 'check'} />
        <div>
          <Show when={props.gate.freeze}>
            {(freeze) => (
              <p>
                <strong>Changes are frozen: {freeze().name}.</strong>{' '}
                <span class="quiet">
                  {freeze().setBy ? `Set by ${freeze().setBy}, until` : 'Until'} {formatExact(freeze().until)}.
                </span>
              </p>
            )}
          </Show>
          <Show when={props.gate.approval}>
            {(approval) => (
              <Show
                when={approval().by.length > 0}
                fallback={
                  <p>
                    <strong>Another administrator has to approve this.</strong>{' '}
                    <span class="quiet">
                      Staged by {approval().authors.join(', ')}, whose own approval does not count.
                    </span>
                  </p>
                }
              >
                <p>
                  Approved by{' '}
                  {approval()
                    .by.map(({ person }) => person)
                    .join(', ')}
                  . <span class="quiet">Who approves it does not apply it.</span>
                </p>
              </Show>
            )}
          </Show>
          <Show when={closed()}>
            <TextInput
              lead={<span class="unit">In an emergency</span>}
              aria-label="Reason to override"
              placeholder="Why it cannot wait; kept in audit and history"
              value={props.override}
              onValue={props.onOverride}
            />
          </Show>
        </div>
        <Show when={props.gate.approval?.mayApprove && props.gate.approval.by.length === 0}>
          <Button busy={busy()} onClick={() => void approve()}>
            Approve
          </Button>
        </Show>
      </section>
    </Show>
  );
}
