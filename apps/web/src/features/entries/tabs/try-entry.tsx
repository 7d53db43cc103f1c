import type { ItemView } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { api } from '../../../lib/api.ts';
import type { ItemTab } from '../../../lib/item/list-screen.tsx';
import { createTrial, TrialRow } from '../../../lib/trial/trial.tsx';
import { Row, TextInput } from '../../../ui/field.tsx';

type TriedKind = Parameters<typeof api.trial.entry.mutate>[0]['kind'];

/** Uses the applied entry once, through the gateway, with a text of one's own. */
export function tryTab(kind: TriedKind, words: { readonly title: string; readonly text: string }): ItemTab {
  return {
    value: 'try',
    label: 'Try',
    saved: true,
    body: (section, view) => view && <TryEntry {...words} kind={kind} view={view} locked={section.locked()} />,
  };
}

function TryEntry(props: {
  readonly kind: TriedKind;
  readonly view: ItemView;
  readonly title: string;
  readonly text: string;
  readonly locked: boolean;
}) {
  const [text, setText] = createSignal('');
  const trial = createTrial((typed: string) =>
    api.trial.entry.mutate({ kind: props.kind, key: props.view.key, text: typed }),
  );
  const applied = () => props.view.applied !== null;
  return (
    <>
      <TrialRow
        title={props.title}
        text={props.text}
        action="Try"
        busy={trial.busy()}
        disabled={!applied() || text().trim() === '' || props.locked}
        result={trial.answer()}
        error={trial.error()}
        onRun={() => void trial.run(text())}
      >
        <Row label="Text">
          {(ids) => <TextInput id={ids.input} disabled={!applied()} value={text()} onValue={setText} />}
        </Row>
      </TrialRow>
      <Show when={!applied()}>
        <p class="quiet">Apply it first: the gateway does not know it yet.</p>
      </Show>
      <Show when={applied() && props.view.flag !== null}>
        <p class="quiet">This tries what is applied, not what is staged.</p>
      </Show>
    </>
  );
}
