import type { ReplicaView, ServantView } from '@regent/core';
import { A } from '@solidjs/router';
import { For, Show } from 'solid-js';
import { now } from '../../lib/clock.ts';
import { formatBytes, formatRelative, plural } from '../../lib/format.ts';
import { Icon } from '../../ui/icon.tsx';
import { Status } from '../../ui/words.tsx';

const headlines: Readonly<Record<ServantView['state'], string>> = {
  installing: 'The engine is being installed',
  starting: 'The gateway is starting',
  serving: 'Gateway is up',
  degraded: 'Gateway is up, but not all of it',
  down: 'Gateway is down',
};

/** Whether the gateway serves, what it serves, and since when; one line for each replica. */
export function Gateway(props: { readonly servant: ServantView }) {
  const bad = () => props.servant.state === 'down' || props.servant.state === 'degraded';
  const busy = () => props.servant.state === 'installing' || props.servant.state === 'starting';
  const models = () => props.servant.replicas[0]?.models;
  const sentence = () => {
    if (props.servant.progress) return props.servant.progress;
    const served = models() === null || models() === undefined ? '' : `, ${plural(models() ?? 0, 'deployment')}`;
    return `Revision ${props.servant.revision}${served} at ${props.servant.endpoint}`;
  };
  return (
    <section class="group up">
      <div class="lead">
        <span class="beacon" classList={{ bad: bad(), busy: busy() }}>
          <Icon name={bad() ? 'warn' : busy() ? 'busy' : 'check'} class={busy() ? 'spin' : ''} />
        </span>
        <div>
          <h2>{headlines[props.servant.state]}</h2>
          <p class="quiet">{sentence()}</p>
        </div>
        <dl class="facts">
          <div>
            <dt>Engine</dt>
            <dd>
              {props.servant.replicas[0]?.engineVersion
                ? `LiteLLM ${props.servant.replicas[0].engineVersion}`
                : 'not known yet'}
            </dd>
          </div>
          <div>
            <dt>Drift</dt>
            <dd>
              <Show when={props.servant.drift} fallback="none">
                <A href="/rendered">{props.servant.drift?.type === 'engine' ? 'engine differs' : 'file differs'}</A>
              </Show>
            </dd>
          </div>
        </dl>
      </div>
      <Show when={props.servant.replicas.length > 0}>
        <table class="table card-table replica-table">
          <thead>
            <tr>
              <th>Replica</th>
              <th>State</th>
              <th class="p2">Revision</th>
              <th class="num p2">Models</th>
              <th class="num p3">Memory</th>
              <th class="num">Up since</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.servant.replicas}>{(replica) => <Replica replica={replica} />}</For>
          </tbody>
        </table>
      </Show>
    </section>
  );
}

function Replica(props: { readonly replica: ReplicaView }) {
  const state = () => (props.replica.ready ? 'ok' : props.replica.alive ? 'unknown' : 'bad');
  const word = () => (props.replica.ready ? 'Ready' : props.replica.alive ? 'Starting' : 'Down');
  return (
    <tr>
      <td>{props.replica.id}</td>
      <td>
        <Status state={state()} title={props.replica.note ?? undefined}>
          {word()}
        </Status>
      </td>
      <td class="p2">{props.replica.revision ?? 'not known'}</td>
      <td class="num p2">{props.replica.models ?? '–'}</td>
      <td class="num p3">{props.replica.memoryBytes === null ? '–' : formatBytes(props.replica.memoryBytes)}</td>
      <td class="num">{props.replica.since === null ? '–' : formatRelative(props.replica.since, now())}</td>
    </tr>
  );
}
