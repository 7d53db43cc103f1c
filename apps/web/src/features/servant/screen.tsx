import type { ReplicaView, ServantView } from '@regent/core';
import { A } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { DriftBanner } from '../../lib/drift-banner.tsx';
import { formatBytes, formatExact, plural } from '../../lib/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Pane } from '../../ui/pane.tsx';
import { CopyButton } from '../../ui/copy-field.tsx';
import { Loaded } from '../../ui/states.tsx';
import { RelativeTime, Status } from '../../ui/words.tsx';
import { Host } from './host.tsx';
import { Line } from './line.tsx';

const words: Readonly<
  Record<ServantView['state'], { readonly word: string; readonly state: 'ok' | 'bad' | 'unknown' }>
> = {
  installing: { word: 'Being installed', state: 'unknown' },
  starting: { word: 'Starting', state: 'unknown' },
  serving: { word: 'Serving', state: 'ok' },
  degraded: { word: 'Serving, but not on every replica', state: 'bad' },
  down: { word: 'Down', state: 'bad' },
};

/** The engine itself: whether it serves, what and since when, how it takes up changes, and whether it drifted. */
export default function Servant() {
  const servant = useQuery(() => api.servant.status.options());
  const settings = useQuery(() => api.setting.get.options());
  return (
    <Pane
      title="Servant"
      grouped
      action={
        <A class="button" href="/logs">
          <Icon name="logs" /> Logs
        </A>
      }
    >
      <div class="scroll" tabIndex={0}>
        <Loaded query={servant} what="The Servant could not be asked.">
          {(data) => (
            <div class="page narrow">
              <Show when={data().drift}>{(drift) => <DriftBanner drift={drift()} />}</Show>
              <Show when={data().host.kind === 'unknown'}>
                <Host host={data().host} />
              </Show>
              <Findings servant={data()} />
              <State servant={data()} reload={settings.isSuccess ? settings.data.restartHint : ''} />
              <Show when={data().host.kind !== 'unknown'}>
                <Host host={data().host} />
              </Show>
              <Replicas servant={data()} />
            </div>
          )}
        </Loaded>
      </div>
    </Pane>
  );
}

function Findings(props: { readonly servant: ServantView }) {
  const findings = () => [...new Set(props.servant.replicas.flatMap((replica) => replica.findings))];
  return (
    <For each={findings()}>
      {(finding) => (
        <section class="banner" role="status">
          <Icon name="warn" />
          <div>{finding}</div>
        </section>
      )}
    </For>
  );
}

function State(props: { readonly servant: ServantView; readonly reload: string }) {
  const engine = () => props.servant.replicas.find(({ engineVersion }) => engineVersion)?.engineVersion;
  const ready = () => props.servant.replicas.filter((replica) => replica.ready).length;
  return (
    <section>
      <div class="group-title">
        <h2>State</h2>
      </div>
      <div class="group">
        <Line label="Gateway">
          <Status state={words[props.servant.state].state}>
            {props.servant.progress ?? words[props.servant.state].word}
          </Status>
        </Line>
        <Line label="Workers">
          {ready()} of {plural(props.servant.replicas.length, 'worker')} ready
        </Line>
        <Line label="Engine">{engine() ? `LiteLLM ${engine()}` : 'not known yet'}</Line>
        <Line label="Revision">
          <A href={`/history/${props.servant.revision}`}>{props.servant.revision}</A>
        </Line>
        <Line label="Endpoint">
          <span class="mono">{props.servant.endpoint}</span> <CopyButton text={props.servant.endpoint} />
        </Line>
        <Line label="Runs as">
          {props.servant.driver} <span class="quiet clip">{props.servant.target}</span>
        </Line>
        <Show when={props.reload}>
          <Line label="Takes up changes">{props.reload}</Line>
        </Show>
        <Line label="Drift">
          <Show
            when={props.servant.ignoredDrift}
            fallback={props.servant.drift?.text ?? 'None: file and engine are as applied'}
          >
            {(ignored) => (
              <span>
                {ignored().text}{' '}
                <span class="quiet">
                  Ignored by {ignored().by} until {formatExact(ignored().until)}: {ignored().reason}
                </span>
              </span>
            )}
          </Show>
        </Line>
      </div>
    </section>
  );
}

function Replicas(props: { readonly servant: ServantView }) {
  return (
    <section>
      <div class="group-title">
        <h2>Replicas</h2>
      </div>
      <div class="group">
        <table class="table card-table">
          <thead>
            <tr>
              <th>Replica</th>
              <th>State</th>
              <th class="num">Revision</th>
              <th class="num p2">Models</th>
              <th class="num p2">Memory</th>
              <th class="num p2">Up since</th>
              <th class="p3">Fingerprint</th>
            </tr>
          </thead>
          <tbody>
            <For
              each={props.servant.replicas}
              fallback={
                <tr>
                  <td colSpan={7} class="quiet">
                    No replica answers.
                  </td>
                </tr>
              }
            >
              {(replica) => <Replica replica={replica} current={props.servant.revision} />}
            </For>
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Replica(props: { readonly replica: ReplicaView; readonly current: number }) {
  const state = () => (props.replica.ready ? 'ok' : props.replica.alive ? 'unknown' : 'bad');
  const word = () => (props.replica.ready ? 'Ready' : props.replica.alive ? 'Starting' : 'Down');
  const behind = () => props.replica.revision !== null && props.replica.revision !== props.current;
  return (
    <tr>
      <td title={props.replica.note ?? undefined}>
        {props.replica.id} <span class="quiet">{props.replica.note}</span>
      </td>
      <td>
        <Status state={state()}>{word()}</Status>
      </td>
      <td class="num">
        {props.replica.revision ?? 'not known'} <Show when={behind()}>(not {props.current})</Show>
      </td>
      <td class="num p2">{props.replica.models ?? '–'}</td>
      <td class="num p2">{props.replica.memoryBytes === null ? '–' : formatBytes(props.replica.memoryBytes)}</td>
      <td class="num p2">
        <Show when={props.replica.since} fallback="–">
          {(since) => <RelativeTime at={since()} />}
        </Show>
      </td>
      <td class="mono p3">{props.replica.fingerprint ?? '–'}</td>
    </tr>
  );
}
