import { For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { SettingsScreen } from '../../lib/item/settings-screen.tsx';
import { useMayEdit } from '../../lib/session.ts';
import { createTrial, TrialRow } from '../../lib/trial/trial.tsx';

/** What the gateway remembers and for how long, and whether it reaches its store right now. */
export default function Caching() {
  return <SettingsScreen title="Caching" kinds={['cache']} above={<Connection />} />;
}

function Connection() {
  const mayEdit = useMayEdit();
  const trial = createTrial(() => api.trial.cache.mutate());
  return (
    <section class="stack">
      <div class="group-title">
        <h2>Connection</h2>
      </div>
      <TrialRow
        title="Test the connection"
        text="The gateway writes one entry to the cache that is applied, and reads it back."
        action="Test"
        busy={trial.busy()}
        disabled={!mayEdit()}
        result={trial.answer()}
        error={trial.error()}
        onRun={() => void trial.run()}
      >
        <Show when={trial.answer()?.type}>
          {(type) => (
            <p class="item">
              <span class="quiet">Kind</span>
              <span class="push">{type()}</span>
            </p>
          )}
        </Show>
        <For each={trial.answer()?.stats ?? []}>
          {({ label, value }) => (
            <p class="item">
              <span class="quiet">{label}</span>
              <span class="push num">{value}</span>
            </p>
          )}
        </For>
      </TrialRow>
    </section>
  );
}
