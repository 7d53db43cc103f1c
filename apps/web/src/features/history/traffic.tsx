import type { RevisionTraffic } from '@regent/core';
import { Match, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { formatCount, formatMoney } from '../../lib/format.ts';
import { useQuery } from '../../lib/query.ts';

/** Requests, errors, latency and cost while a revision served, beside those of the one it is held against. */
export function Traffic(props: { readonly number: number; readonly against: number | null }) {
  const traffic = useQuery(() => api.revision.traffic.options({ limit: 100 }));
  const of = (number: number | null): RevisionTraffic | null => {
    const data = traffic.isSuccess ? traffic.data : null;
    return data?.state === 'known' ? (data.found.find((one) => one.number === number) ?? null) : null;
  };
  const failure = () => (traffic.isSuccess && traffic.data.state === 'failed' ? traffic.data.reason : null);
  const both = (show: (one: RevisionTraffic) => string) => {
    const [now, before] = [of(props.number), of(props.against)];
    const was = before === null ? '' : ` (${props.against}: ${show(before)})`;
    return now === null ? '–' : `${show(now)}${was}`;
  };
  return (
    <Switch>
      <Match when={failure()}>{(reason) => <small>{reason()}</small>}</Match>
      <Match when={of(props.number) !== null}>
        <dl class="facts" title="While it served, by time, in the last 30 days">
          <Figure term="Requests" value={both((one) => formatCount(one.requests))} />
          <Figure term="Errors" value={both(errorShare)} />
          <Figure term="Median" value={both(({ p50Ms }) => milliseconds(p50Ms))} />
          <Figure term="95th percentile" value={both(({ p95Ms }) => milliseconds(p95Ms))} />
          <Figure term="Cost" value={both(({ spend }) => formatMoney(spend))} />
        </dl>
      </Match>
      <Match when={traffic.isSuccess}>
        <small>No request in the last 30 days while it served</small>
      </Match>
    </Switch>
  );
}

function Figure(props: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

function errorShare({ errors, requests }: RevisionTraffic): string {
  return requests === 0 ? '–' : `${((errors / requests) * 100).toFixed(1)} %`;
}

function milliseconds(value: number | null): string {
  return value === null ? '–' : `${Math.round(value)} ms`;
}
