import type { CacheCount } from '@regent/core';
import { onMount, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { createTrial } from '../../lib/trial/trial.tsx';
import { DangerSheet } from '../../ui/danger-sheet.tsx';
import { FailureBanner, Skeleton } from '../../ui/states.tsx';
import { toast } from '../../ui/toasts.tsx';

/** Counts first, says what goes and what stays, and deletes only then. */
export default function FlushSheet(props: { readonly onClose: () => void; readonly onFlushed: () => void }) {
  const count = createTrial(() => api.cache.count.mutate());
  onMount(() => void count.run());
  const flush = async () => {
    const { deleted, complete } = await api.cache.flush.mutate();
    toast(complete ? `Deleted ${plural(deleted, 'answer')}` : `Deleted ${plural(deleted, 'answer')}; there are more`);
    props.onFlushed();
  };
  return (
    <DangerSheet
      title="Delete the cached answers?"
      action={labelOf(count.answer())}
      failed="Not deleted."
      disabled={(count.answer()?.answers ?? 0) === 0}
      act={flush}
      onClose={props.onClose}
    >
      <Show when={count.answer()} fallback={<Show when={count.busy()}>{<Skeleton rows={2} />}</Show>}>
        {(counted) => <What count={counted()} />}
      </Show>
      <Show when={count.error()}>{(failure) => <FailureBanner error={failure()} what="Not counted." />}</Show>
    </DangerSheet>
  );
}

function What(props: { readonly count: CacheCount }) {
  const answers = () => `${props.count.complete ? '' : 'more than '}${plural(props.count.answers, 'cached answer')}`;
  const place = () =>
    props.count.namespace === null ? 'in this database of the store' : `under ${props.count.namespace}`;
  return (
    <>
      <p>
        There {props.count.answers === 1 ? 'is' : 'are'} <strong>{answers()}</strong> {place()}. Once deleted, the same
        questions reach a provider again and cost what they cost.
      </p>
      <Show when={props.count.namespace === null}>
        <p>
          No namespace is set, so answers of every LiteLLM that uses this database are among them. Set a namespace to
          tell them apart.
        </p>
      </Show>
      <p class="quiet">
        {staysWords(props.count.others)} Each worker also remembers its latest answers itself, for up to ten minutes or
        until the next reload.
      </p>
    </>
  );
}

function labelOf(count: CacheCount | null): string {
  return count === null ? 'Delete' : `Delete ${plural(count.answers, 'answer')}`;
}

function staysWords(others: number): string {
  if (others === 0) return 'Nothing else is kept there.';
  return `${plural(others, 'other entry', 'other entries')} there ${others === 1 ? 'stays' : 'stay'}: rate limits, cooldowns, spend that waits to be written.`;
}
