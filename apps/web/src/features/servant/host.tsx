import type { ContainerState, HostTrouble, ProcessState, ServantHost } from '@regent/core';
import { type JSX, Match, Show, Switch } from 'solid-js';
import { formatBytes } from '../../lib/format.ts';
import { CopyButton } from '../../ui/copy-field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RelativeTime, Status } from '../../ui/words.tsx';
import { Line } from './line.tsx';

/** What runs the engine: its container, its process, or why nobody can say. */
export function Host(props: { readonly host: ServantHost }) {
  const is = <K extends ServantHost['kind']>(kind: K) =>
    props.host.kind === kind ? (props.host as Extract<ServantHost, { kind: K }>) : undefined;
  return (
    <Switch>
      <Match when={is('container')}>{(container) => <Container container={container()} />}</Match>
      <Match when={is('process')}>{(process) => <Process process={process()} />}</Match>
      <Match when={is('unknown')}>{(trouble) => <Trouble trouble={trouble()} />}</Match>
    </Switch>
  );
}

function Container(props: { readonly container: ContainerState }) {
  const state = () => {
    if (props.container.state !== 'running' || props.container.health === 'unhealthy') return 'bad';
    return props.container.health === 'starting' ? 'unknown' : 'ok';
  };
  return (
    <Group title="Container">
      <Line label="Name">
        <span class="mono">{props.container.name}</span>
      </Line>
      <Line label="State">
        <Status state={state()}>{containerWords(props.container)}</Status>
      </Line>
      <Line label="Image">
        <span class="mono clip">{props.container.image}</span>
      </Line>
      <Line label="Digest">
        <span class="mono clip" title={props.container.imageDigest}>
          {props.container.imageDigest}
        </span>{' '}
        <CopyButton text={props.container.imageDigest} />
      </Line>
      <Line label="Restarts">{restartWords(props.container.restarts)}</Line>
      <Memory bytes={props.container.memoryBytes} bytesMax={props.container.memoryBytesMax} />
      <Show when={props.container.state === 'running'}>
        <Line label="Started">
          <RelativeTime at={props.container.startedAt} />
        </Line>
      </Show>
    </Group>
  );
}

function Process(props: { readonly process: ProcessState }) {
  return (
    <Group title="Process">
      <Line label="Pid">{props.process.pid}</Line>
      <Show when={props.process.restarts !== null}>
        <Line label="Restarts">{restartWords(props.process.restarts ?? 0)}</Line>
      </Show>
      <Memory bytes={props.process.memoryBytes} bytesMax={null} />
      <Show when={props.process.startedAt}>
        {(at) => (
          <Line label="Started">
            <RelativeTime at={at()} />
          </Line>
        )}
      </Show>
    </Group>
  );
}

function Memory(props: { readonly bytes: number | null; readonly bytesMax: number | null }) {
  const limit = () => (props.bytesMax === null ? ', no limit' : ` of ${formatBytes(props.bytesMax)}`);
  return <Line label="Memory">{props.bytes === null ? 'not known' : `${formatBytes(props.bytes)}${limit()}`}</Line>;
}

function Trouble(props: { readonly trouble: HostTrouble }) {
  return (
    <section class="banner bad" role="alert">
      <Icon name="warn" />
      <div>
        <strong>{props.trouble.message}</strong> <span class="quiet">{props.trouble.remedy}</span>
      </div>
    </section>
  );
}

function Group(props: { readonly title: string; readonly children: JSX.Element }) {
  return (
    <section>
      <div class="group-title">
        <h2>{props.title}</h2>
      </div>
      <div class="group">{props.children}</div>
    </section>
  );
}

function containerWords({ state, health, exitCode, outOfMemory }: ContainerState): string {
  if (outOfMemory) return `${state}: it ran out of memory, raise its limit`;
  if (exitCode !== null) return `${state} with code ${exitCode}`;
  return health === null ? state : `${state}, ${health}`;
}

function restartWords(restarts: number): string {
  return restarts === 0 ? 'none by itself' : `${restarts}, each after it had ended by itself`;
}
