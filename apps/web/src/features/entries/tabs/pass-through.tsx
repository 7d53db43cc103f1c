import { Show } from 'solid-js';
import { api } from '../../../lib/api.ts';
import { EntryForm } from '../../../lib/item/entry-form.tsx';
import type { ItemSection } from '../../../lib/item/item-inspector.tsx';
import type { ItemTab } from '../../../lib/item/list-screen.tsx';
import { createTrial, ResultLine, TrialRow } from '../../../lib/trial/trial.tsx';
import { Row, Select } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { access, accessOf } from './access.ts';

/** Where it leads, and who may go there. */
export const passThroughTab: ItemTab = {
  value: 'basics',
  label: 'Basics',
  body: (section) => (
    <>
      <EntryForm {...section} fields={[[{ path: ['path'] }, { path: ['target'] }, { path: ['include_subpath'] }]]} />
      <AccessField {...section} />
      <EntryForm
        {...section}
        fields={[
          [{ path: ['headers'] }, { path: ['methods'] }],
          [{ path: ['timeout'] }, { path: ['cost_per_request'] }],
        ]}
      />
    </>
  ),
};

function AccessField(props: ItemSection) {
  const chosen = () => accessOf(props.draft.data());
  const choose = (value: string) => {
    const { auth: _, forward_headers: __, ...rest } = props.draft.data();
    const data = access.find((one) => one.value === value)?.data;
    // Off is LiteLLM's default and is not written.
    props.draft.replace({
      ...rest,
      ...(data?.auth ? { auth: true } : {}),
      ...(data?.forward_headers ? { forward_headers: true } : {}),
    });
  };
  return (
    <>
      <section class="group">
        <Row label="Who may call it">
          {(ids) => (
            <Select id={ids.input} disabled={props.locked()} value={chosen()} options={access} onValue={choose} />
          )}
        </Row>
      </section>
      <Show when={chosen() !== 'key'}>
        <section class="banner">
          <Icon name="globe" />
          <div>
            <strong>Public.</strong>{' '}
            <span class="quiet">
              Whoever reaches the gateway reaches the target, with the headers that are set here. No key, no budget, no
              limit.
            </span>
          </div>
        </section>
      </Show>
    </>
  );
}

/** Knocks at the gateway, without and with a key. */
export const passThroughTryTab: ItemTab = {
  value: 'try',
  label: 'Try',
  saved: true,
  body: (section) => <TryPassThrough {...section} />,
};

function TryPassThrough(props: ItemSection) {
  const trial = createTrial(() => api.trial.passThrough.mutate({ path: props.draft.text(['path']) }));
  return (
    <>
      <TrialRow
        title="Knock at the gateway"
        text="One GET as a stranger and one with a key, at the path as it is applied."
        action="Knock"
        busy={trial.busy()}
        disabled={props.locked()}
        result={null}
        error={trial.error()}
        onRun={() => void trial.run()}
      />
      <Show when={trial.answer()}>
        {(answer) => (
          <>
            <section class="group">
              <ResultLine label="Without a key" result={answer().withoutKey} />
              <ResultLine label="With a key" result={answer().withKey} />
            </section>
            <Show when={answer().collides.length > 0}>
              <section class="banner bad">
                <Icon name="warn" />
                <div>
                  <strong>LiteLLM answers here itself:</strong> {answer().collides.join(', ')}.{' '}
                  <span class="quiet">Choose another path.</span>
                </div>
              </section>
            </Show>
          </>
        )}
      </Show>
    </>
  );
}
