import type { DiscoveryDiff, DiscoveryView } from '@regent/core';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { useQuery } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { RelativeTime } from '../../ui/words.tsx';
import { useCredentials } from './queries.ts';

/** Upstreams that are asked by schedule; what they propose waits here until somebody decides. */
export function useSources() {
  return useQuery(() => api.discovery.list.options());
}

export function proposalWords({ added, gone, changed }: DiscoveryDiff): string {
  return [
    added.length > 0 ? `${added.length} new` : '',
    changed.length > 0 ? `${changed.length} different` : '',
    gone.length > 0 ? `${gone.length} gone` : '',
  ]
    .filter(Boolean)
    .join(', ');
}

export function Sources(props: { readonly sources: readonly DiscoveryView[] }) {
  return (
    <Show when={props.sources.length > 0}>
      <section>
        <div class="group-title">
          <h2>Asked by schedule</h2>
        </div>
        <div class="group">
          <For each={props.sources}>{(source) => <Source source={source} />}</For>
        </div>
      </section>
    </Show>
  );
}

function Source(props: { readonly source: DiscoveryView }) {
  const credentials = useCredentials();
  const [busy, setBusy] = createSignal(false);
  const act = async (action: 'run' | 'remove' | 'dismiss' | 'stageProposal') => {
    setBusy(true);
    try {
      await api.discovery[action].mutate({ id: props.source.id });
      itemsChanged();
      if (action === 'stageProposal') toast('Staged what was proposed');
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const credential = () => credentials.data?.find(({ key }) => key === props.source.credentialKey)?.name;
  return (
    <div class="item discovery-source">
      <div class="clip">
        {credential() ?? props.source.apiBase} <small>{props.source.provider}</small>
        <small class="block">
          <Show when={props.source.lastError} fallback={<LastRun source={props.source} />}>
            {(text) => <>Did not answer: {text()}</>}
          </Show>
        </small>
      </div>
      <span class="push" />
      <Show
        when={props.source.proposal}
        fallback={
          <>
            <Button look="plain" small busy={busy()} onClick={() => void act('run')}>
              Ask now
            </Button>
            <Button look="plain" small busy={busy()} onClick={() => void act('remove')}>
              Stop asking
            </Button>
          </>
        }
      >
        {(proposal) => (
          <>
            <small>{proposalWords(proposal())}</small>
            <Button look="plain" small busy={busy()} onClick={() => void act('dismiss')}>
              Dismiss
            </Button>
            <Button look="tinted" small busy={busy()} onClick={() => void act('stageProposal')}>
              Stage
            </Button>
          </>
        )}
      </Show>
    </div>
  );
}

function LastRun(props: { readonly source: DiscoveryView }) {
  return (
    <>
      every {plural(Math.round(props.source.everyMinutes / 60), 'hour')}
      <Show when={props.source.lastRunAt}>
        {(at) => (
          <>
            , last asked <RelativeTime at={at()} />
          </>
        )}
      </Show>
    </>
  );
}
