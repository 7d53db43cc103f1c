import type { DiscoveryDiff } from '@regent/core';
import { For, type JSX, Show } from 'solid-js';
import { Check } from '../../ui/field.tsx';

/** Chosen lines of a difference: ids of new models, keys of the others. */
export interface Chosen {
  readonly added: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
}

/** What is chosen at first: everything but removals. */
export function firstChoice(diff: DiscoveryDiff): Chosen {
  return {
    added: new Set(diff.added.map(({ id }) => id)),
    gone: new Set(),
    changed: new Set(diff.changed.map(({ key }) => key)),
  };
}

export function countOf(chosen: Chosen): number {
  return chosen.added.size + chosen.gone.size + chosen.changed.size;
}

/** What an upstream offers that is new, gone or different, each line to be taken or left. */
export function DiffView(props: {
  readonly diff: DiscoveryDiff;
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}) {
  const toggle = (part: keyof Chosen, name: string, on: boolean) => {
    const next = new Set(props.chosen[part]);
    if (on) next.add(name);
    else next.delete(name);
    props.onChoose({ ...props.chosen, [part]: next });
  };
  const nothing = () => props.diff.added.length + props.diff.gone.length + props.diff.changed.length === 0;
  return (
    <Show
      when={!nothing()}
      fallback={
        <p class="quiet">
          {props.diff.same === 0
            ? 'The provider answered and offers no model.'
            : 'Nothing new: every model that it offers is configured.'}
        </p>
      }
    >
      <Part title="New" lines={props.diff.added}>
        {(one) => (
          <Line
            label={`Take ${one.id}`}
            on={props.chosen.added.has(one.id)}
            onChange={(on) => toggle('added', one.id, on)}
          >
            <span class="clip">{one.id}</span>
            <small class="push">
              {one.contextTokens === null ? '' : `${one.contextTokens.toLocaleString()} tokens`}
            </small>
          </Line>
        )}
      </Part>
      <Part title="Different" lines={props.diff.changed}>
        {(one) => (
          <Line
            label={`Take the new number of ${one.name}`}
            on={props.chosen.changed.has(one.key)}
            onChange={(on) => toggle('changed', one.key, on)}
          >
            <span class="clip">{one.name}</span>
            <small class="push">
              longest input {one.before.toLocaleString()} → {one.after.toLocaleString()}
            </small>
          </Line>
        )}
      </Part>
      <Part title="Not offered any more" lines={props.diff.gone}>
        {(one) => (
          <Line
            label={`Remove ${one.name}`}
            on={props.chosen.gone.has(one.key)}
            onChange={(on) => toggle('gone', one.key, on)}
          >
            <span class="clip">{one.name}</span>
            <small class="push">remove {one.model}</small>
          </Line>
        )}
      </Part>
    </Show>
  );
}

function Part<One>(props: {
  readonly title: string;
  readonly lines: readonly One[];
  readonly children: (one: One) => JSX.Element;
}) {
  return (
    <Show when={props.lines.length > 0}>
      <section>
        <div class="group-title">
          <h2>{props.title}</h2>
          <small>{props.lines.length}</small>
        </div>
        <div class="group">
          <For each={props.lines}>{(one) => props.children(one)}</For>
        </div>
      </section>
    </Show>
  );
}

function Line(props: {
  readonly label: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children: JSX.Element;
}) {
  return (
    <div class="item">
      <Check label={props.label} on={props.on} onChange={(on) => props.onChange(on)} />
      {props.children}
    </div>
  );
}
