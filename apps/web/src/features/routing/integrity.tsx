import type { DanglingName, IntegrityFix } from '@regent/core';
import { A } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createSignal, For, type JSX, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { FieldDiff } from '../../lib/item/field-diff.tsx';
import { hrefOfItem } from '../../lib/item/place.ts';
import { itemTitle } from '../../lib/item/title.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pane } from '../../ui/pane.tsx';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';

/** Names that lead nowhere, in everything that would apply; each with what may be done about it. */
export function Integrity(props: { readonly switcher: JSX.Element }) {
  const report = useQuery(() => ({ ...api.integrity.report.options(), staleTime: 0 }));
  return (
    <Pane title="Routing" grouped>
      <div class="scroll" tabIndex={0}>
        <div class="filters">{props.switcher}</div>
        <Loaded query={report} what="The names could not be checked.">
          {(found) => (
            <Show
              when={found().length > 0}
              fallback={
                <EmptyState
                  title="Every name leads somewhere"
                  text="Aliases, fallbacks, credentials and lists of models name only what exists."
                />
              }
            >
              <div class="page narrow">
                <section>
                  <div class="group-title">
                    <h2>{plural(found().length, 'name')} that lead nowhere</h2>
                    <small>a fix is staged, never applied at once</small>
                  </div>
                  <ul class="group findings" aria-label="Names that lead nowhere">
                    <For each={found()}>{(finding) => <Finding finding={finding} />}</For>
                  </ul>
                </section>
              </div>
            </Show>
          )}
        </Loaded>
      </div>
    </Pane>
  );
}

function Finding(props: { readonly finding: DanglingName }) {
  const mayEdit = useMayEdit();
  const [chosen, setChosen] = createSignal<IntegrityFix | null>(null);
  return (
    <li class="item">
      <Icon name="warn" />
      <div class="grow-1">
        {props.finding.text}
        <small class="block">
          <A href={hrefOfItem(props.finding.item)}>
            {itemTitle({ kind: props.finding.item.kind, name: props.finding.itemName })}
          </A>{' '}
          <span class="mono">{props.finding.pointer}</span>
        </small>
        <Show when={mayEdit()}>
          <Show
            when={chosen()}
            keyed
            fallback={
              <div class="line fixes">
                <For each={props.finding.fixes}>
                  {(choice) => (
                    <Button small onClick={() => setChosen(choice)}>
                      {choice.text}
                    </Button>
                  )}
                </For>
              </div>
            }
          >
            {(choice) => <FixPreview finding={props.finding} choice={choice} onClose={() => setChosen(null)} />}
          </Show>
        </Show>
      </div>
    </li>
  );
}

/** What a fix would stage, before it does. */
function FixPreview(props: {
  readonly finding: DanglingName;
  readonly choice: IntegrityFix;
  readonly onClose: () => void;
}) {
  const wish = () => ({
    finding: props.finding.id,
    choice: props.choice.choice,
    ...(props.choice.choice === 'rename' ? { name: props.choice.name } : {}),
  });
  const preview = useQuery(() => ({ ...api.integrity.preview.options(wish()), staleTime: 0 }));
  const [busy, setBusy] = createSignal(false);
  const fix = async () => {
    setBusy(true);
    try {
      const { staged } = await api.integrity.fix.mutate(wish());
      itemsChanged();
      toast(`Staged ${staged.map(itemTitle).join(', ')}`);
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="fix-preview" aria-label="What this would stage">
      <Loaded query={preview} what="The fix could not be looked at." rows={2}>
        {(change) => (
          <Show when={change().after} fallback={<p>{itemTitle(change())} would be deleted.</p>}>
            <FieldDiff change={change()} headings={['Now', 'Staged']} />
          </Show>
        )}
      </Loaded>
      <div class="line fixes">
        <Button small look="tinted" busy={busy()} disabled={!preview.isSuccess} onClick={() => void fix()}>
          Stage it
        </Button>
        <Button small look="plain" onClick={() => props.onClose()}>
          Cancel
        </Button>
      </div>
    </section>
  );
}
