import type { ModelView, TestResult } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { formatDuration } from '../../lib/format.ts';
import { type EntryField, EntryForm } from '../../lib/item/entry-form.tsx';
import { Button } from '../../ui/button.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { RelativeTime, Status } from '../../ui/words.tsx';
import { healthOf } from './grouping.ts';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';

const options: readonly (readonly EntryField[])[] = [
  [
    'disable_background_health_check',
    'health_check_model',
    'health_check_timeout',
    'health_check_max_tokens',
    'health_check_voice',
    'health_check_params',
  ].map((key) => ({ path: ['model_info', key] })),
];

/** What the background checks say, and a real call with exactly what is typed, before anything is saved. */
export function Health(props: ItemSection & { readonly model: ModelView | null }) {
  const [busy, setBusy] = createSignal(false);
  const [result, setResult] = createSignal<TestResult | null>(null);
  const [error, setError] = createSignal<unknown>(null);
  const test = async () => {
    setBusy(true);
    setError(null);
    setResult(null);
    try {
      setResult(await api.model.test.mutate({ data: props.draft.data() }));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <section class="group">
        <Show when={props.model}>
          {(model) => (
            <div class="item">
              <span class="quiet">Background check</span>
              <span class="push" />
              <Status state={healthOf(model()).state}>{healthOf(model()).word}</Status>
              <Show when={model().health.at}>
                {(at) => (
                  <small>
                    <RelativeTime at={at()} />
                  </small>
                )}
              </Show>
            </div>
          )}
        </Show>
        <div class="item">
          <div>
            <strong>Test with one real call</strong>
            <small class="block">
              Uses what is typed here and the secrets of the vault. It may cost a fraction of a cent.
            </small>
          </div>
          <span class="push" />
          <Button busy={busy()} disabled={!props.draft.get(['litellm_params', 'model'])} onClick={() => void test()}>
            Test
          </Button>
        </div>
        <Show when={result()}>
          {(answer) => (
            <div class="item" role="status">
              <Status state={answer().ok ? 'ok' : 'bad'}>{answer().ok ? 'Answered' : 'Failed'}</Status>
              <span>{answer().text}</span>
              <small class="push">{formatDuration(answer().durationMs)}</small>
            </div>
          )}
        </Show>
      </section>
      <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="The test did not run." />}</Show>
      <EntryForm {...props} fields={options} />
    </>
  );
}
