import { Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import type { Draft } from '../../lib/item/draft.ts';
import { useMayEdit } from '../../lib/session.ts';
import { createTrial, TrialRow } from '../../lib/trial/trial.tsx';

const STORES = ['', 'redis', 'redis-semantic', 'valkey-semantic'];

/** Tries the connection with what is typed, once something is. */
export function TypedStore(props: { readonly draft: Draft }) {
  const mayEdit = useMayEdit();
  const trial = createTrial(() => api.cache.tryTyped.mutate({ data: props.draft.data() }));
  const type = () => props.draft.text(['litellm_settings', 'cache_params', 'type']);
  return (
    <Show when={props.draft.dirty() && STORES.includes(type()) && mayEdit()}>
      <TrialRow
        title="Test what is typed"
        text="Regent connects with these settings and the secrets of the vault. Nothing is written."
        action="Connect"
        busy={trial.busy()}
        result={trial.answer()}
        error={trial.error()}
        onRun={() => void trial.run()}
      />
    </Show>
  );
}
