import type { EngineCheckView, ReviewView } from '@regent/core';
import { Match, Show, Switch } from 'solid-js';
import { formatDuration, plural } from '../../lib/format.ts';
import { skippedWords } from '../../lib/item/specs.ts';
import { Icon } from '../../ui/icon.tsx';

const reloadWords: Readonly<Record<ReviewView['reload'], string>> = {
  generation: 'New generation, no request lost',
  rolling: 'Rolling reload',
  restart: 'One restart, requests are lost for some seconds',
  renewal: 'About 20 s, no request lost',
  recreate: 'The container has to be created anew',
};

function Chip(props: {
  readonly state?: 'ok' | 'bad';
  readonly icon: string;
  readonly text: string;
  readonly spin?: boolean;
  readonly title?: string | undefined;
}) {
  return (
    <span class={`chip ${props.state ?? ''}`} title={props.title}>
      <Icon name={props.icon} class={props.spin ? 'spin' : ''} />
      {props.text}
    </span>
  );
}

/** The verdicts: our rules, the engine's, what is touched, and how it takes effect. */
export function Chips(props: {
  readonly review: ReviewView;
  readonly engine: EngineCheckView | null;
  readonly findingsShown: boolean;
  readonly onFindings: () => void;
}) {
  const count = (severity: 'error' | 'warning') =>
    props.review.diagnostics.filter((one) => one.severity === severity).length;
  return (
    <div class="chips">
      <Show when={count('error') > 0} fallback={<Chip state="ok" icon="check" text="Valid" />}>
        <FindingsChip {...props} bad icon="x" text={plural(count('error'), 'error')} />
      </Show>
      <EngineChips engine={props.engine} review={props.review} />
      <Show when={count('warning') > 0}>
        <FindingsChip {...props} icon="warn" text={plural(count('warning'), 'warning')} />
      </Show>
      <Show when={props.review.models.removed.length > 0}>
        <Chip
          icon="trash"
          text={`${plural(props.review.models.removed.length, 'deployment')} removed`}
          title={props.review.models.removed.join(', ')}
        />
      </Show>
      <Show when={props.review.affected.length > 0}>
        <Chip icon="routing" text={`${plural(props.review.affected.length, 'other item')} affected`} />
      </Show>
      <Chip
        icon="refresh"
        text={reloadWords[props.review.reload]}
        title={props.review.importTimeNames.join(', ') || undefined}
      />
    </div>
  );
}

/** Counts findings, and opens the list of all of them. */
function FindingsChip(props: {
  readonly bad?: boolean;
  readonly icon: string;
  readonly text: string;
  readonly findingsShown: boolean;
  readonly onFindings: () => void;
}) {
  return (
    <button
      type="button"
      class="chip"
      classList={{ bad: props.bad ?? false }}
      aria-pressed={props.findingsShown}
      onClick={() => props.onFindings()}
    >
      <Icon name={props.icon} />
      {props.text}
      <Icon name="right" />
    </button>
  );
}

function EngineChips(props: { readonly engine: EngineCheckView | null; readonly review: ReviewView }) {
  const is = <V extends EngineCheckView['verdict']>(verdict: V) =>
    props.engine?.verdict === verdict ? (props.engine as Extract<EngineCheckView, { verdict: V }>) : undefined;
  return (
    <Switch fallback={<Chip icon="busy" spin text="Asking the engine" />}>
      <Match when={is('accepted')}>
        {(view) => (
          <>
            <Chip state="ok" icon="check" text={`Engine accepts, ${formatDuration(view().durationMs)}`} />
            <Chip
              state={view().dropped.length > 0 ? 'bad' : 'ok'}
              icon={view().dropped.length > 0 ? 'x' : 'check'}
              text={`${view().deployments} of ${props.review.models.after} models served`}
              title={view().dropped.join(', ') || undefined}
            />
            <Show when={view().skipped.length > 0}>
              <Chip icon="ring" text={`Not checked: ${skippedWords(view().skipped)}`} />
            </Show>
          </>
        )}
      </Match>
      <Match when={is('refused')}>
        {(view) => <Chip state="bad" icon="x" text={`Engine refuses: ${view().reason}`} />}
      </Match>
      <Match when={is('not-checked')}>{(view) => <Chip icon="ring" text={`Not checked: ${view().reason}`} />}</Match>
    </Switch>
  );
}
