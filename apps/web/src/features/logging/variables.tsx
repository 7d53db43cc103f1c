import type { CallbackVariable, CallbackView, ItemView } from '@regent/core';
import { A } from '@solidjs/router';
import { createMemo, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { hrefOfItem } from '../../lib/item/place.ts';
import { useQuery } from '../../lib/query.ts';
import { useMayEdit } from '../../lib/session.ts';
import { createTrial, TrialRow } from '../../lib/trial/trial.tsx';
import { Status } from '../../ui/words.tsx';
import { useCallbacks } from './callbacks.ts';
import { namedCallbacks } from './named-callbacks.ts';

/** What the chosen loggers read from the Servant's environment, and whether Regent sets it. */
export function LoggerVariables(props: { readonly view: ItemView | null }) {
  const known = useCallbacks();
  const variables = useQuery(() => api.item.list.options({ kind: 'env_var' }));
  const chosen = createMemo(() => {
    const named = namedCallbacks(props.view?.data ?? {});
    return (known.data ?? []).filter(({ id, variables: wanted }) => wanted.length > 0 && named.includes(id));
  });
  const setBy = (name: string) => (variables.data ?? []).find((item) => item.name === name && item.flag !== 'deleted');
  return (
    <For each={chosen()}>
      {(callback) => (
        <section class="stack">
          <div class="group-title">
            <h3>Variables of {callback.name}</h3>
          </div>
          <Variables callback={callback} setBy={setBy} checked={variables.isSuccess} />
          <TestEvent name={callback.id} />
        </section>
      )}
    </For>
  );
}

function TestEvent(props: { readonly name: string }) {
  const mayEdit = useMayEdit();
  const trial = createTrial(() => api.trial.logger.mutate({ name: props.name }));
  return (
    <TrialRow
      title="Send a test event"
      text="The gateway sends it with what is applied. It can do so for some loggers only, and says so."
      action="Send"
      busy={trial.busy()}
      disabled={!mayEdit()}
      result={trial.answer()}
      error={trial.error()}
      onRun={() => void trial.run()}
    />
  );
}

function Variables(props: {
  readonly callback: CallbackView;
  readonly setBy: (name: string) => ItemView | undefined;
  readonly checked: boolean;
}) {
  return (
    <ul class="group">
      <For each={props.callback.variables}>
        {(variable) => (
          <li class="item">
            <div>
              <span class="mono">{variable.name}</span>
              <small class="block">{variable.help}</small>
            </div>
            <span class="push" />
            <Show when={props.checked} fallback={<Status state="unknown">Not checked</Status>}>
              <Show when={props.setBy(variable.name)} fallback={<Missing variable={variable} />}>
                {(item) => (
                  <A href={hrefOfItem(item())}>
                    <Status state="ok">Set</Status>
                  </A>
                )}
              </Show>
            </Show>
          </li>
        )}
      </For>
    </ul>
  );
}

function Missing(props: { readonly variable: CallbackVariable }) {
  return (
    <A href={`/more?kind=env_var&item=new&name=${encodeURIComponent(props.variable.name)}`}>
      <Status state={props.variable.required ? 'bad' : 'off'}>
        {props.variable.required ? 'Not set by Regent' : 'Not set, optional'}
      </Status>
    </A>
  );
}
