import type { TrafficView } from '@regent/core';
import { Match, Switch } from 'solid-js';
import { formatCount, formatMoney } from '../../lib/format.ts';
import { Icon } from '../../ui/icon.tsx';

type Counted = Extract<TrafficView, { state: 'ok' }>;

const WIDTH = 240;
const HEIGHT = 28;

/** The last 24 hours in three figures. A failed query says so; it is never shown as zero. */
export function Traffic(props: { readonly traffic: TrafficView }) {
  const failed = () => (props.traffic.state === 'failed' ? props.traffic : undefined);
  const counted = () => (props.traffic.state === 'ok' ? props.traffic : undefined);
  return (
    <section>
      <div class="group-title">
        <h2>Last 24 hours</h2>
        <small>{Intl.DateTimeFormat().resolvedOptions().timeZone}</small>
      </div>
      <Switch>
        <Match when={failed()}>
          {(state) => (
            <div class="banner bad" role="alert">
              <Icon name="warn" />
              <div>
                <strong>Traffic could not be read.</strong> {state().text}{' '}
                <span class="quiet">The gateway serves on.</span>
              </div>
            </div>
          )}
        </Match>
        <Match when={counted()}>{(state) => <Figures traffic={state()} />}</Match>
        <Match when={props.traffic.state === 'none'}>
          <div class="group">
            <p class="item quiet">This gateway keeps no spend rows, so there is nothing to count.</p>
          </div>
        </Match>
      </Switch>
    </section>
  );
}

function Figures(props: { readonly traffic: Counted }) {
  const share = () =>
    props.traffic.requests === 0 ? '0' : ((100 * props.traffic.errors) / props.traffic.requests).toFixed(2);
  return (
    <div class="group kpis">
      <div class="kpi">
        <small>Requests</small>
        <b>{formatCount(props.traffic.requests)}</b>
        <Spark values={props.traffic.hours.map((hour) => hour.requests)} />
      </div>
      <div class="kpi">
        <small>Spend</small>
        <b>{formatMoney(props.traffic.spend)}</b>
        <Spark values={props.traffic.hours.map((hour) => hour.spend)} />
      </div>
      <div class="kpi">
        <small>Failed</small>
        <b>
          {share()} <small>% · {formatCount(props.traffic.errors)} requests</small>
        </b>
        <Spark values={props.traffic.hours.map((hour) => hour.errors)} />
      </div>
    </div>
  );
}

function Spark(props: { readonly values: readonly number[] }) {
  const path = () => {
    const top = Math.max(...props.values, 1e-9);
    const step = WIDTH / Math.max(1, props.values.length - 1);
    return props.values
      .map(
        (value, at) =>
          `${at === 0 ? 'M' : 'L'}${(at * step).toFixed(1)} ${(HEIGHT - 2 - (value / top) * (HEIGHT - 4)).toFixed(1)}`,
      )
      .join('');
  };
  return (
    <svg class="spark" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path()} />
    </svg>
  );
}
