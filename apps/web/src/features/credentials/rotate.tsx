import type { ItemView } from '@regent/core';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';
import { textAt } from '../../lib/item/path.ts';
import { useQuery } from '../../lib/query.ts';
import { createTrial, TrialRow } from '../../lib/trial/trial.tsx';
import { Row, Select } from '../../ui/field.tsx';
import { ProgressSteps } from '../../ui/progress-steps.tsx';
import { RelativeTime } from '../../ui/words.tsx';
import { ValueField } from './form.tsx';
import { pinsOf, rotationOf, trialData } from './rotation.ts';

/** A new secret in small safe steps: typed, tried at the provider, staged, applied, and only then the old one revoked. */
export function Rotate(props: ItemSection & { readonly view: ItemView }) {
  const pins = createMemo(() => pinsOf(props.view.data));
  const state = () => rotationOf(props.view);
  return (
    <>
      <Show
        when={props.view.applied}
        fallback={<p class="quiet">It was never applied, so there is no old secret to leave behind.</p>}
      >
        <Steps {...props} />
      </Show>
      <Show when={pins().length > 0} fallback={<p class="quiet">It holds no secret of the vault.</p>}>
        <section class="group">
          <For each={pins().map(({ field }) => field)}>
            {(field) => <ValueField {...props} field={field} label={undefined} password />}
          </For>
        </section>
        <TryNew {...props} />
        <Versions view={props.view} />
      </Show>
      <Show when={state().step === 'revoke'}>
        <p class="quiet">
          Regent keeps older versions, so that older revisions can be restored. A key that is revoked at the provider
          does not work in them any more.
        </p>
      </Show>
    </>
  );
}

function Steps(props: ItemSection & { readonly view: ItemView }) {
  const steps = () => {
    const { step } = rotationOf(props.view);
    const typed = props.draft.dirty();
    const done = (yes: boolean, next: boolean) => (yes ? 'done' : next ? 'running' : 'waiting') as 'done' | 'waiting';
    const saved = step !== 'new-value';
    return [
      { label: 'Make a new key at the provider, and type it here', state: done(typed || saved, false) },
      { label: 'Try it, then Save', state: done(step === 'apply' || (step === 'revoke' && !typed), false) },
      { label: 'Review and Apply', state: done(step === 'revoke' && !typed, false) },
      { label: 'Revoke the old key at the provider', state: 'waiting' as const },
    ].map((one) => ({ ...one, text: null, durationMs: null }));
  };
  return <ProgressSteps steps={steps()} />;
}

/** One real call of a deployment that uses the credential, with what is typed. */
function TryNew(props: ItemSection & { readonly view: ItemView }) {
  const models = useQuery(() => api.item.list.options({ kind: 'model' }));
  const users = createMemo(() =>
    (models.data ?? []).filter(
      ({ data, flag }) =>
        flag !== 'deleted' && textAt(data, ['litellm_params', 'litellm_credential_name']) === props.view.name,
    ),
  );
  const [chosen, setChosen] = createSignal('');
  const model = () => users().find(({ key }) => key === chosen()) ?? users()[0];
  const trial = createTrial(async (one: ItemView) => {
    const result = await api.model.test.mutate({ data: trialData(one, props.draft.data()) });
    return { ...result, answer: '' };
  });
  return (
    <Show when={model()} fallback={<p class="quiet">No deployment uses it, so nothing can try it.</p>}>
      {(one) => (
        <TrialRow
          title="Try it at the provider"
          text="One tiny real call with what is typed here; it may cost a fraction of a cent."
          action="Try"
          busy={trial.busy()}
          disabled={props.locked()}
          result={trial.answer()}
          error={trial.error()}
          onRun={() => void trial.run(one())}
        >
          <Row label="With">
            {(ids) => (
              <Select
                id={ids.input}
                value={one().key}
                options={users().map(({ key, name }) => ({ value: key, label: name }))}
                onValue={setChosen}
              />
            )}
          </Row>
        </TrialRow>
      )}
    </Show>
  );
}

/** How old what is in use is. */
function Versions(props: { readonly view: ItemView }) {
  const pins = () => pinsOf(props.view.applied ?? props.view.data);
  const versions = useQuery(() => api.vault.versions.options({ secrets: pins().map(({ secret }) => secret) }));
  return (
    <section class="group" aria-label="Versions in use">
      <For each={pins()}>
        {(pin) => (
          <p class="item">
            <span class="mono">{pin.field}</span>
            <span class="push quiet">
              version {pin.version}
              <Show when={versions.data?.find((one) => one.secret === pin.secret && one.version === pin.version)}>
                {(stored) => (
                  <>
                    , stored <RelativeTime at={stored().createdAt} /> by {stored().createdBy}
                  </>
                )}
              </Show>
            </span>
          </p>
        )}
      </For>
    </section>
  );
}
