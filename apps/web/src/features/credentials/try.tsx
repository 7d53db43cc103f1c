import type { CredentialTrial, ItemView } from '@regent/core';
import { createMemo, createSignal, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';
import { textAt } from '../../lib/item/path.ts';
import { useQuery } from '../../lib/query.ts';
import { queryClient } from '../../lib/query-client.ts';
import { createTrial, TrialRow } from '../../lib/trial/trial.tsx';
import { Row, Select, TextInput } from '../../ui/field.tsx';
import { RelativeTime, Status } from '../../ui/words.tsx';
import { useStatuses } from './queries.ts';

/** One real call of a deployment that uses the credential, with what is typed, and how the last one went. */
export function TryCredential(props: ItemSection & { readonly view: ItemView }) {
  const statuses = useStatuses();
  const models = useQuery(() => api.item.list.options({ kind: 'model' }));
  const users = createMemo(() =>
    (models.data ?? []).filter(
      ({ data, flag }) =>
        flag !== 'deleted' && textAt(data, ['litellm_params', 'litellm_credential_name']) === props.view.name,
    ),
  );
  const [chosen, setChosen] = createSignal('');
  const [named, setNamed] = createSignal('');
  const model = () => users().find(({ key }) => key === chosen()) ?? users()[0];
  const trial = createTrial(async () => {
    const one = model();
    const result = await api.credential.try.mutate({
      ...{ key: props.view.key, data: props.draft.data() },
      ...(one === undefined ? { named: named().trim() } : { model: one.key }),
    });
    void queryClient.invalidateQueries({ queryKey: api.credential.status.key() });
    return { ...result, answer: '' };
  });
  return (
    <TrialRow
      title="Try it at the provider"
      text="One tiny real call with what is typed here; it may cost a fraction of a cent."
      action="Try"
      busy={trial.busy()}
      disabled={props.locked() || (model() === undefined && named().trim() === '')}
      result={trial.answer()}
      error={trial.error()}
      onRun={() => void trial.run()}
    >
      <Show when={users().length === 0}>
        <Row label="With" help="Any model of the provider">
          {(ids) => <TextInput id={ids.input} placeholder="openai/gpt-4o-mini" value={named()} onValue={setNamed} />}
        </Row>
      </Show>
      <Show when={users().length > 1 && model()}>
        {(one) => (
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
        )}
      </Show>
      <Show when={trial.answer() === null && statuses().get(props.view.key)?.lastTrial}>
        {(last) => <LastTrial trial={last()} />}
      </Show>
    </TrialRow>
  );
}

const triedWords = {
  applied: 'with what serves now',
  staged: 'with what is staged',
  other: 'with another secret than is saved now',
} as const;

function LastTrial(props: { readonly trial: CredentialTrial }) {
  return (
    <div class="item">
      <Status state={props.trial.ok ? 'ok' : 'bad'}>{props.trial.ok ? 'Answered' : 'Failed'}</Status>
      <div>
        {props.trial.text}
        <small class="block">
          <RelativeTime at={props.trial.at} /> by {props.trial.by}, {triedWords[props.trial.tried]}
        </small>
      </div>
    </div>
  );
}
