import type { Diagnostic, VersionConflict } from '@regent/core';
import { createEffect, createSignal, For, lazy, on, Show, Suspense } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { FindingLine } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import type { Draft } from './draft.ts';

const ConflictSheet = lazy(async () => ({ default: (await import('./conflict-sheet.tsx')).ConflictSheet }));

/** Findings that no visible field shows, the failure of the last Save, and a conflict with somebody else's edit. */
export function ItemNotes(props: {
  readonly draft: Draft;
  readonly findings: readonly Diagnostic[];
  readonly error: unknown;
  readonly conflict: VersionConflict | null;
  /** Saves what the draft holds over the version that the conflict named. */
  readonly onOverwrite: (version: number) => void;
  readonly onTakeTheirs: () => void;
}) {
  const [choosing, setChoosing] = createSignal(false);
  createEffect(
    on(
      () => props.conflict,
      (conflict) => setChoosing(conflict !== null),
    ),
  );
  const takeTheirs = () => {
    props.draft.reset();
    props.onTakeTheirs();
  };
  return (
    <>
      <Show when={props.conflict}>
        {(conflict) => (
          <section class="banner bad" role="alert">
            <Icon name="warn" />
            <div>
              <strong>{conflict().theirAuthor ?? 'Somebody else'} changed this meanwhile.</strong>{' '}
              <span class="quiet">What you typed is kept.</span>
              <div class="line">
                <Button small onClick={() => setChoosing(true)}>
                  Choose per field…
                </Button>
                <Button small onClick={takeTheirs}>
                  Take theirs
                </Button>
              </div>
            </div>
            <Suspense>
              <Show when={choosing()}>
                <ConflictSheet
                  draft={props.draft}
                  conflict={conflict()}
                  onClose={() => setChoosing(false)}
                  onSave={(data) => {
                    setChoosing(false);
                    props.draft.replace(data);
                    props.onOverwrite(conflict().theirVersion);
                  }}
                />
              </Show>
            </Suspense>
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
