import { For, Show } from 'solid-js';
import { formatDuration } from '../lib/format.ts';
import { Icon } from './icon.tsx';

export interface ProgressStep {
  readonly label: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  readonly text: string | null;
  readonly durationMs: number | null;
}

const icons = { waiting: 'ring', running: 'busy', done: 'okdot', failed: 'x', skipped: 'ring' } as const;
const spoken = {
  waiting: 'waiting',
  running: 'under way',
  done: 'done',
  failed: 'failed',
  skipped: 'skipped',
} as const;

export function ProgressSteps(props: { readonly steps: readonly ProgressStep[] }) {
  return (
    <ol class="steps">
      <For each={props.steps}>
        {(step) => (
          <li
            aria-current={step.state === 'running' ? 'step' : undefined}
            classList={{ todo: step.state === 'waiting' || step.state === 'skipped', failed: step.state === 'failed' }}
          >
            <Icon name={icons[step.state]} class={step.state === 'running' ? 'spin' : ''} />
            <span>
              {step.label} <span class="offscreen">{spoken[step.state]}</span>
            </span>
            <span class="quiet">{step.durationMs === null ? '' : formatDuration(step.durationMs)}</span>
            <Show when={step.text}>
              <small>{step.text}</small>
            </Show>
          </li>
        )}
      </For>
    </ol>
  );
}
