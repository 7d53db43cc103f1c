import type { RevisionView } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { FieldDiff } from '../../lib/item/field-diff.tsx';
import { changeNote, changeTitle } from '../../lib/item/title.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { useReview } from '../../lib/review.ts';
import { useMayEdit } from '../../lib/session.ts';
import { outcomeWords } from '../../locale/en.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LineDiffView } from '../../ui/line-diff-view.tsx';
import { Segments } from '../../ui/segments.tsx';
import { Loaded } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import { Flag, RelativeTime } from '../../ui/words.tsx';
import { Bisect } from './bisect.tsx';
import { Notes } from './notes.tsx';
import { RestoreCheckNotice } from './restore-check.tsx';
import { RestoreSheet } from './restore.tsx';
import { Traffic } from './traffic.tsx';

/** One revision: how it went, what it changed, and the two ways to bring it back. */
export function RevisionDetails(props: { readonly revision: RevisionView; readonly against: number | null }) {
  const mayEdit = useMayEdit();
  const review = useReview();
  const [restoring, setRestoring] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const stage = async () => {
    setBusy(true);
    try {
      const { staged } = await api.revision.stage.mutate({ number: props.revision.number });
      itemsChanged();
      if (staged === 0) toast(`Revision ${props.revision.number} is what applies already`);
      else review.open();
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const bad = () => outcomeWords[props.revision.outcome].state === 'bad';
  return (
    <>
      <div class="line head">
        <div>
          <h2>
            Revision {props.revision.number}
            <Show when={props.against !== null}> against {props.against}</Show>
          </h2>
          <p class="quiet">{props.revision.reason || 'No reason given'}</p>
        </div>
        <span class="push" />
        <Show when={mayEdit() && !props.revision.live}>
          <Button busy={busy()} onClick={() => void stage()}>
            Stage this revision
          </Button>
          <Button look="danger" onClick={() => setRestoring(true)}>
            Restore now…
          </Button>
        </Show>
      </div>
      <section class="group outcome">
        <div class="item">
          <span class="beacon small" classList={{ bad: bad() }}>
            <Icon name={bad() ? 'warn' : 'check'} />
          </span>
          <div>{props.revision.live ? 'Live' : outcomeWords[props.revision.outcome].word}</div>
          <small class="push">
            {props.revision.author} · <RelativeTime at={props.revision.createdAt} />
          </small>
        </div>
        <div class="item">
          <dl class="facts">
            <Fact term="Models" value={String(props.revision.models)} />
            <Fact
              term="Engine"
              value={props.revision.engineVersion ? `LiteLLM ${props.revision.engineVersion}` : 'not known'}
            />
            <Fact term="Fingerprint" value={props.revision.fingerprint} />
            <Show when={props.revision.insisted}>
              <Fact term="Insisted" value="against the engine's check" />
            </Show>
            <Show when={props.revision.selected}>
              <Fact term="Exceptional" value="only some of what was staged" />
            </Show>
            <Show when={props.revision.approvedBy}>{(who) => <Fact term="Approved by" value={who()} />}</Show>
            <Show when={props.revision.overrideReason}>
              {(reason) => <Fact term="Emergency override" value={reason()} />}
            </Show>
          </dl>
        </div>
        <div class="item">
          <Traffic number={props.revision.number} against={props.against} />
        </div>
      </section>
      <Show when={String(props.revision.number)} keyed>
        <Notes revision={props.revision} mayEdit={mayEdit()} />
      </Show>
      <Show when={!props.revision.live}>
        <RestoreCheckNotice number={props.revision.number} />
      </Show>
      <Bisect against={props.against} number={props.revision.number} mayEdit={mayEdit()} />
      <Show
        when={props.against !== null}
        fallback={<p class="quiet">The first revision; there is nothing before it.</p>}
      >
        <Compared from={props.against ?? 0} to={props.revision.number} />
      </Show>
      <Show when={restoring()}>
        <RestoreSheet revision={props.revision} onClose={() => setRestoring(false)} />
      </Show>
    </>
  );
}

function Fact(props: { readonly term: string; readonly value: string }) {
  return (
    <div>
      <dt>{props.term}</dt>
      <dd>{props.value}</dd>
    </div>
  );
}

function Compared(props: { readonly from: number; readonly to: number }) {
  const comparison = useQuery(() => ({
    ...api.revision.compare.options({ from: props.from, to: props.to }),
    staleTime: Number.POSITIVE_INFINITY,
  }));
  const [shown, setShown] = createSignal<'items' | 'yaml'>('items');
  return (
    <Loaded query={comparison} what="The two revisions could not be compared.">
      {(data) => (
        <>
          <div class="line">
            <h3>{plural(data().changes.length, 'change')}</h3>
            <span class="push" />
            <Segments
              role="tabs"
              label="Show"
              value={shown()}
              options={[
                { value: 'items', label: 'Items' },
                { value: 'yaml', label: 'YAML' },
              ]}
              onChange={setShown}
            />
          </div>
          <Show
            when={shown() === 'items'}
            fallback={<LineDiffView before={data().textBefore} after={data().textAfter} name="config.yaml" />}
          >
            <For each={data().changes} fallback={<p class="quiet">Nothing differs in meaning.</p>}>
              {(change) => (
                <section class="group">
                  <div class="item head">
                    <Flag flag={change.flag} />
                    <strong class="clip">{changeTitle(change)}</strong>
                    <small>{changeNote(change)}</small>
                  </div>
                  <FieldDiff change={change} />
                </section>
              )}
            </For>
          </Show>
        </>
      )}
    </Loaded>
  );
}
