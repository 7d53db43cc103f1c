import type { Diagnostic, EngineCheckView, VersionConflict } from '@regent/core';
import { For, Match, Show, Switch } from 'solid-js';
import { plural } from '../format.ts';
import { Button } from '../../ui/button.tsx';
import { FindingLine } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import type { Draft } from './draft.ts';

/** What the real engine makes of the draft, in one line. */
export function EngineVerdict(props: { readonly verdict: EngineCheckView | 'checking' | 'idle' }) {
  const is = <V extends EngineCheckView['verdict']>(verdict: V) =>
    typeof props.verdict === 'object' && props.verdict.verdict === verdict
      ? (props.verdict as Extract<EngineCheckView, { verdict: V }>)
      : undefined;
  return (
    <div role="status">
      <Switch>
        <Match when={props.verdict === 'checking'}>
          <p class="verdict">
            <Icon name="busy" class="spin" /> Asking the engine
          </p>
        </Match>
        <Match when={is('accepted')}>
          {(view) => (
            <Show
              when={view().dropped.length === 0}
              fallback={
                <p class="verdict bad">
                  <Icon name="warn" /> The engine would drop {view().dropped.join(', ')}
                </p>
              }
            >
              <p class="verdict ok">
                <Icon name="check" /> Engine accepts
                <Show when={view().warnings.length > 0}>
                  , {plural(view().warnings.length, 'warning')}: {view().warnings[0]}
                </Show>
              </p>
            </Show>
          )}
        </Match>
        <Match when={is('refused')}>
          {(view) => (
            <p class="verdict bad">
              <Icon name="x" /> Engine refuses: {view().reason}
            </p>
          )}
        </Match>
        <Match when={is('not-checked')}>
          {(view) => (
            <p class="verdict">
              <Icon name="ring" /> Not checked by the engine: {view().reason}
            </p>
          )}
        </Match>
      </Switch>
    </div>
  );
}

/** Findings that no visible field shows, the failure of the last Save, and a conflict with somebody else's edit. */
export function ItemNotes(props: {
  readonly draft: Draft;
  readonly findings: readonly Diagnostic[];
  readonly error: unknown;
  readonly conflict: VersionConflict | null;
  readonly onOverwrite: (version: number) => void;
}) {
  return (
    <>
      <Show when={props.conflict}>
        {(conflict) => (
          <section class="banner bad" role="alert">
            <Icon name="warn" />
            <div>
              <strong>{conflict().theirAuthor ?? 'Somebody else'} changed this meanwhile.</strong>{' '}
              <span class="quiet">What you typed is kept. Take theirs and lose yours, or save yours over theirs.</span>
              <div class="line">
                <Button small onClick={() => props.draft.reset()}>
                  Take theirs
                </Button>
                <Button small onClick={() => props.onOverwrite(conflict().theirVersion)}>
                  Save mine over it
                </Button>
              </div>
            </div>
          </section>
        )}
      </Show>
      <Show when={props.error}>{(error) => <FailureBanner error={error()} what="Not saved." />}</Show>
      <Show when={props.findings.length > 0}>
        <div>
          <For each={props.findings}>{(finding) => <FindingLine finding={finding} />}</For>
        </div>
      </Show>
    </>
  );
}
