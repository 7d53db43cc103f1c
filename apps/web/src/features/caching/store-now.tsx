import type { CacheUp, CacheView, StorePlace } from '@regent/core';
import { createSignal, lazy, Match, Show, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { useQuery } from '../../lib/query.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Loaded } from '../../ui/states.tsx';
import { Status } from '../../ui/words.tsx';
import { Figures } from './figures.tsx';

const FlushSheet = lazy(() => import('./flush-sheet.tsx'));
const LOOK_AGAIN_MS = 10_000;

/** The store of the applied cache, looked at every ten seconds while the screen is in view. */
export function StoreNow() {
  const look = useQuery(() => ({ ...api.cache.look.options(), refetchInterval: LOOK_AGAIN_MS, staleTime: 0 }));
  return (
    <section aria-label="The cache right now">
      <div class="group-title">
        <h2>Right now</h2>
        <small>as applied</small>
      </div>
      <Loaded query={look} what="The cache could not be looked at." rows={3}>
        {(view) => <Face view={view()} onFlushed={() => void look.refetch()} />}
      </Loaded>
    </section>
  );
}

function Face(props: { readonly view: CacheView; readonly onFlushed: () => void }) {
  const is = <State extends CacheView['state']>(state: State) =>
    props.view.state === state ? (props.view as Extract<CacheView, { state: State }>) : undefined;
  return (
    <Switch>
      <Match when={is('off')}>
        <Plain state="off" word="Off" text="No cache is applied; each request goes to a provider." />
      </Match>
      <Match when={is('hidden')}>
        {(view) => <Plain state="unknown" word="Not to be looked into" text={hiddenWords(view().type)} />}
      </Match>
      <Match when={is('unseen')}>
        {(view) => (
          <Plain state="unknown" word="Not seen from here" text={`${view().reason} The gateway can be asked below.`} />
        )}
      </Match>
      <Match when={is('away')}>
        {(view) => (
          <Plain
            state="bad"
            word="Does not answer"
            text={`${view().reason} This is how Regent sees it; without its cache the gateway serves on, slower.`}
          />
        )}
      </Match>
      <Match when={is('up')}>{(view) => <Up view={view()} onFlushed={props.onFlushed} />}</Match>
    </Switch>
  );
}

function Plain(props: { readonly state: 'off' | 'bad' | 'unknown'; readonly word: string; readonly text: string }) {
  return (
    <div class="group">
      <div class="item store-line">
        <Status state={props.state}>{props.word}</Status>
        <span class="quiet">{props.text}</span>
      </div>
    </div>
  );
}

function Up(props: { readonly view: CacheUp; readonly onFlushed: () => void }) {
  const mayEdit = useMayEdit();
  const [flushing, setFlushing] = createSignal(false);
  return (
    <div class="group">
      <div class="item store-line">
        <Status state="ok">Connected</Status>
        <span class="quiet">
          {props.view.stats.server ?? props.view.type}
          {placeWords(props.view.place)}
          {props.view.namespace === null ? ' · no namespace' : ` · namespace ${props.view.namespace}`}
        </span>
        <span class="push" />
        <Show when={props.view.flushable && mayEdit()}>
          <Button small onClick={() => setFlushing(true)}>
            Flush…
          </Button>
        </Show>
      </div>
      <Figures stats={props.view.stats} roundTripMs={props.view.roundTripMs} />
      <Show when={flushing()}>
        <FlushSheet onClose={() => setFlushing(false)} onFlushed={props.onFlushed} />
      </Show>
    </div>
  );
}

function placeWords(place: StorePlace): string {
  switch (place.kind) {
    case 'server':
      return '';
    case 'cluster':
      return ` · cluster of ${plural(place.masters, 'master')}`;
    case 'sentinels':
      return ` · ${place.master}, the master of ${place.service}`;
  }
}

function hiddenWords(type: string): string {
  if (type === 'local') return 'Each worker of the gateway keeps its answers in its own memory, until the next reload.';
  return `Answers are kept in ${type}; it tells nothing about them.`;
}
