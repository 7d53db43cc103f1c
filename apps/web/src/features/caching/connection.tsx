import { Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { useQuery } from '../../lib/query.ts';
import { useMayEdit } from '../../lib/session.ts';
import { createTrial, TrialRow } from '../../lib/trial/trial.tsx';
import { Figures } from './figures.tsx';

/** Lets the gateway itself use its cache once. */
export function Connection() {
  const mayEdit = useMayEdit();
  const trial = createTrial(() => api.trial.cache.mutate());
  const look = useQuery(() => api.cache.look.options());
  // What Regent sees itself stands above already.
  const stats = () => (look.data?.state === 'up' ? null : trial.answer()?.stats);
  return (
    <section class="stack">
      <TrialRow
        title="Test through the gateway"
        text="The gateway writes one entry to the cache that is applied, and tells what it finds there."
        action="Test"
        busy={trial.busy()}
        disabled={!mayEdit()}
        result={trial.answer()}
        error={trial.error()}
        onRun={() => void trial.run()}
      >
        <Show when={stats()}>{(told) => <Figures stats={told()} roundTripMs={null} />}</Show>
      </TrialRow>
    </section>
  );
}
