import type { CredentialWatch } from '@regent/core';
import { For, Match, Show, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { formatCount, plural } from '../../lib/format.ts';
import { useQuery } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/states.tsx';
import { RelativeTime, Status } from '../../ui/words.tsx';

const LOOK_AGAIN_MS = 10_000;

/** How its deployments fare with the new secret, looked at again and again, so that nobody revokes the old one blindly. */
export function Watch(props: { readonly credential: string }) {
  const watch = useQuery(() => ({
    ...api.credential.watch.options({ key: props.credential }),
    refetchInterval: LOOK_AGAIN_MS,
    staleTime: 0,
  }));
  return (
    <Loaded query={watch} what="How it fares could not be read." rows={2}>
      {(data) => (
        <section class="group" aria-label="Since the new secret">
          <div class="item">
            <div>
              <Served watch={data()} />
              <small class="block">
                Applied with revision {data().revision}, <RelativeTime at={data().since} />. Requests are counted a
                moment after they end.
              </small>
            </div>
            <span class="push" />
            <Button small busy={watch.isFetching} onClick={() => void watch.refetch()}>
              Look again
            </Button>
          </div>
          <Traffic watch={data()} />
        </section>
      )}
    </Loaded>
  );
}

function Served(props: { readonly watch: CredentialWatch }) {
  return (
    <Switch fallback={<Status state="unknown">The engine cannot tell what it serves</Status>}>
      <Match when={props.watch.serves === true}>
        <Status state="ok">Every replica serves it</Status>
      </Match>
      <Match when={props.watch.serves === false}>
        <Status state="bad">Not every replica serves it</Status>
      </Match>
    </Switch>
  );
}

function Traffic(props: { readonly watch: CredentialWatch }) {
  const found = () => (props.watch.traffic.state === 'known' ? props.watch.traffic.found : []);
  return (
    <Show
      when={props.watch.traffic.state === 'known'}
      fallback={<p class="item quiet">Not counted: Regent cannot read the gateway's requests.</p>}
    >
      <For each={found()} fallback={<p class="item quiet">No deployment uses it.</p>}>
        {(one) => (
          <p class="item">
            <span class="clip">{one.name}</span>
            <span class="push quiet">{plural(one.requests, 'request')}</span>
            <Show when={one.errors > 0}>
              <Status state="bad">{formatCount(one.errors)} failed</Status>
            </Show>
          </p>
        )}
      </For>
    </Show>
  );
}
