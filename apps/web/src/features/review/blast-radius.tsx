import type { GroupTraffic, ImpactView, ItemRef, LookUp, Usage } from '@regent/core';
import { For, Match, Show, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { formatCount, formatMoney, plural } from '../../lib/format.ts';
import { useQuery } from '../../lib/query.ts';
import { Loaded } from '../../ui/states.tsx';

const NAMES_SHOWN = 8;

/** Whom the changes touch beyond the configuration: keys, teams, and what they asked in the last seven days. */
export function BlastRadius(props: { readonly items: readonly ItemRef[] | undefined }) {
  const impact = useQuery(() => api.change.impact.options(props.items ? { items: [...props.items] } : {}));
  return (
    <Loaded query={impact} what="Whom this touches could not be looked up." rows={2}>
      {(data) => (
        <Show when={data().groups.length > 0}>
          <section aria-label="Whom the changes touch">
            <div class="group-title">
              <h3>Whom the changes touch</h3>
              <small>{data().groups.join(', ')}</small>
            </div>
            <div class="group">
              <People
                label="Keys"
                none="No key names these models; unrestricted keys may use them"
                found={data().keys}
              />
              <People label="Teams" none="No team names these models" found={data().teams} />
              <Traffic impact={data()} />
            </div>
          </section>
        </Show>
      )}
    </Loaded>
  );
}

function People(props: { readonly label: string; readonly none: string; readonly found: LookUp<Usage> }) {
  const known = () => (props.found.state === 'known' ? props.found : undefined);
  const names = () => known()?.found.slice(0, NAMES_SHOWN) ?? [];
  const more = () => (known()?.found.length ?? 0) - names().length;
  return (
    <div class="item">
      <span class="quiet fact">{props.label}</span>
      <div>
        <Show when={known()} fallback={<Failed look={props.found} />}>
          <Show when={names().length > 0} fallback={<span class="quiet">{props.none}</span>}>
            {names()
              .map(({ name }) => name)
              .join(', ')}
            <Show when={more() > 0}> and {plural(more(), 'other')}</Show>
          </Show>
          <Show when={known()?.cut}>{(cut) => <small> ({cut()})</small>}</Show>
        </Show>
      </div>
    </div>
  );
}

function Traffic(props: { readonly impact: ImpactView }) {
  const traffic = () => props.impact.traffic;
  const rows = (): readonly GroupTraffic[] => {
    const look = traffic();
    return look.state === 'known' ? look.found : [];
  };
  return (
    <Switch>
      <Match when={traffic().state === 'failed'}>
        <div class="item">
          <span class="quiet fact">Last 7 days</span>
          <Failed look={traffic()} />
        </div>
      </Match>
      <Match when={true}>
        <For
          each={rows()}
          fallback={
            <div class="item">
              <span class="quiet fact">Last 7 days</span>
              <span class="quiet">No request</span>
            </div>
          }
        >
          {(row) => (
            <div class="item">
              <span class="quiet fact">Last 7 days</span>
              <div class="clip">{row.group}</div>
              <span class="push quiet">
                {plural(row.requests, 'request')} · {formatCount(row.tokens)} tokens · {formatMoney(row.spend)}
              </span>
            </div>
          )}
        </For>
      </Match>
    </Switch>
  );
}

/** A look that failed is said, never shown as nothing. */
function Failed(props: { readonly look: LookUp<unknown> }) {
  return <span class="finding warning">{props.look.state === 'failed' ? props.look.reason : ''}</span>;
}
