import type { KeyReach, LookUp, ReachableGroup } from '@regent/core';
import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { useQuery } from '../../lib/query.ts';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/states.tsx';

/** The virtual keys of today that reach further than they say. */
export function Keys() {
  const keys = useQuery(() => ({ ...api.integrity.keys.options(), staleTime: 0 }));
  return (
    <section>
      <div class="group-title">
        <h2>Keys that reach further than they say</h2>
        <small>by an alias or a fallback; name models above to try another list</small>
      </div>
      <Loaded query={keys} what="The keys could not be looked at." rows={3}>
        {(look) => (
          <ul class="group findings" aria-label="Keys that reach further than they say">
            <For
              each={foundOf(look())}
              fallback={
                <Show when={!lackOf(look())}>
                  <NoneFurther />
                </Show>
              }
            >
              {(key) => <Reached name={key.name} href={`/keys/${encodeURIComponent(key.token)}`} ways={key.groups} />}
            </For>
            <Show when={lackOf(look())}>
              {(reason) => <Nothing icon="warn" text={`Not everything is known: ${reason()}.`} />}
            </Show>
          </ul>
        )}
      </Loaded>
    </section>
  );
}

const NoneFurther = () => <Nothing text="None: every key with a list of models leads only to what it names." />;

const foundOf = (look: LookUp<KeyReach>) => (look.state === 'known' ? look.found : []);
/** Why the list may lack keys; null when it is whole. */
const lackOf = (look: LookUp<KeyReach>) => (look.state === 'known' ? look.cut : look.reason);

export function Reached(props: {
  readonly name: string;
  readonly href?: string;
  readonly ways: readonly ReachableGroup[];
}) {
  return (
    <li class="item">
      <Icon name={props.href ? 'key' : 'routing'} />
      <div>
        <Show when={props.href} fallback={<strong>{props.name}</strong>}>
          {(href) => <A href={href()}>{props.name}</A>}
        </Show>
        <For each={props.ways}>{({ text }) => <small class="block">{text}</small>}</For>
      </div>
    </li>
  );
}

export function Nothing(props: { readonly text: string; readonly icon?: string }) {
  return (
    <li class="item">
      <Icon name={props.icon ?? 'check'} />
      <div>{props.text}</div>
    </li>
  );
}
