import type { ItemChange, ItemRef, ReviewView } from '@regent/core';
import { A } from '@solidjs/router';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { FieldDiff } from '../../lib/item/field-diff.tsx';
import { hrefOfItem } from '../../lib/item/place.ts';
import { changeNote, changeTitle, itemTitle } from '../../lib/item/title.ts';
import { itemsChanged, queryClient } from '../../lib/query-client.ts';
import { kindWords } from '../../locale/en.ts';
import { Button } from '../../ui/button.tsx';
import { LineDiffView } from '../../ui/line-diff-view.tsx';
import { Segments } from '../../ui/segments.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { RelativeTime } from '../../ui/words.tsx';
import { BlastRadius } from './blast-radius.tsx';

/** One change: its fields, the lines of the file, what else it touches, and what the rules say. */
export function ChangeDetail(props: {
  readonly change: ItemChange;
  readonly review: ReviewView;
  /** The choice that would be applied; undefined is everything. */
  readonly items: readonly ItemRef[] | undefined;
  readonly mayEdit: boolean;
  readonly onDiscarded: () => void;
}) {
  const [shown, setShown] = createSignal<'change' | 'file'>('change');
  const [busy, setBusy] = createSignal(false);
  const findings = createMemo(() =>
    props.review.diagnostics.filter(({ item }) => item?.kind === props.change.kind && item.key === props.change.key),
  );
  const discard = async () => {
    setBusy(true);
    const { kind, key, name, after } = props.change;
    try {
      await api.change.discard.mutate({ items: [{ kind, key }] });
      itemsChanged();
      await queryClient.refetchQueries({ queryKey: api.change.review.key() });
      props.onDiscarded();
      toast(`Discarded the change of ${itemTitle({ kind, name })}`, () => void stageAgain(kind, key, after));
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <div class="line head">
        <div>
          <h2>
            <A href={hrefOfItem(props.change)}>{changeTitle(props.change)}</A>
          </h2>
          <small>
            {changeNote(props.change)} · staged by {props.change.author} <RelativeTime at={props.change.stagedAt} />
          </small>
        </div>
        <span class="push" />
        <Segments
          role="tabs"
          label="Show"
          value={shown()}
          options={[
            { value: 'change', label: 'Change' },
            { value: 'file', label: 'Whole file' },
          ]}
          onChange={setShown}
        />
        <Show when={props.mayEdit}>
          <Button icon="undo" busy={busy()} onClick={() => void discard()}>
            Discard
          </Button>
        </Show>
      </div>
      <Show
        when={shown() === 'change'}
        fallback={<LineDiffView before={props.review.textBefore} after={props.review.textAfter} name="config.yaml" />}
      >
        <section class="group">
          <FieldDiff
            change={props.change}
            headings={[`Applied, revision ${props.review.baseRevision}`, 'Staged']}
            findings={findings()}
          />
        </section>
        <BlastRadius items={props.items} />
        <Show when={props.review.affected.length > 0}>
          <section>
            <div class="group-title">
              <h3>What the changes touch</h3>
            </div>
            <div class="group">
              <For each={props.review.affected}>
                {(one) => (
                  <A class="item" href={hrefOfItem(one)}>
                    <span class="quiet fact">{kindWords[one.kind].one}</span>
                    <div>
                      {one.name} <span class="quiet">{one.text}</span>
                    </div>
                  </A>
                )}
              </For>
            </div>
          </section>
        </Show>
      </Show>
    </>
  );
}

async function stageAgain(kind: ItemChange['kind'], key: string, after: ItemChange['after']): Promise<void> {
  try {
    if (after === null) await api.item.remove.mutate({ kind, key, baseVersion: 0 });
    else await api.item.save.mutate({ kind, key, data: after, baseVersion: 0 });
  } catch (error) {
    toastFailure(error);
  } finally {
    itemsChanged();
  }
}
