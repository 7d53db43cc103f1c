import type { EngineCheckView, ItemChange, ReviewView, RunView } from '@regent/core';
import { hasError } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createMemo, createSignal, For, Show, untrack } from 'solid-js';
import { api } from '../../lib/api.ts';
import { toFailure } from '../../lib/failure.ts';
import { initials, plural } from '../../lib/format.ts';
import { changeNote, changeTitle } from '../../lib/item/title.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { EmptyState, FailureBanner } from '../../ui/states.tsx';
import { Flag } from '../../ui/words.tsx';
import { AllFindings } from './all-findings.tsx';
import { ChangeDetail } from './change-detail.tsx';
import { Chips } from './chips.tsx';
import { byEffect, movedSince } from './effects.ts';
import { ConfirmationFields } from './confirmation-fields.tsx';
import { blockedBecause, confirmed, neededConfirmations } from './confirmations.ts';

interface Props {
  /** What is staged now; what is on screen stays the plan that was opened, until it is taken again. */
  readonly current: ReviewView;
  readonly onClose: () => void;
  readonly onStarted: (run: RunView) => void;
}

const idOf = (change: ItemChange) => `${change.kind}/${change.key}`;

export function ReviewBody(props: Props) {
  const mayEdit = useMayEdit();
  const [reviewed, setReviewed] = createSignal(untrack(() => props.current));
  const [at, setAt] = createSignal<string | null>(null);
  const [findingsShown, setFindingsShown] = createSignal(false);
  const [reason, setReason] = createSignal('');
  const [typed, setTyped] = createSignal<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const stale = () => reviewed().plan !== props.current.plan;
  const moved = createMemo(() => movedSince(reviewed().changes, props.current.changes));
  const check = useQuery(() => ({
    queryKey: ['change.check', reviewed().plan],
    queryFn: () => api.change.check.mutate({ plan: reviewed().plan }),
    enabled: mayEdit() && !stale() && !reviewed().empty,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  }));
  const engine = (): EngineCheckView | null => {
    if (check.isSuccess) return check.data;
    return check.isError ? { verdict: 'not-checked', reason: toFailure(check.error).message } : null;
  };
  const groups = createMemo(() => byEffect(reviewed().changes));
  const flat = createMemo(() => groups().flatMap(({ changes }) => changes));
  const chosen = createMemo(() => flat().find((change) => idOf(change) === at()) ?? flat()[0]);
  const choose = (change: ItemChange) => {
    setFindingsShown(false);
    setAt(idOf(change));
  };
  const needed = createMemo(() => neededConfirmations(reviewed(), engine()));
  const blocked = () =>
    blockedBecause({
      stale: stale(),
      errors: hasError(reviewed().diagnostics),
      engine: engine(),
      confirmed: confirmed(needed(), typed()),
    });
  const renew = () => {
    setReviewed(props.current);
    setTyped({});
    setError(null);
  };
  const apply = async () => {
    setBusy(true);
    setError(null);
    try {
      const insist = needed().some(({ id }) => id === 'insist');
      const shrink = needed().some(({ id }) => id === 'shrink');
      const run = await api.change.rollout.mutate({
        plan: reviewed().plan,
        reason: reason(),
        ...(insist ? { insist: true } : {}),
        ...(shrink ? { confirmModels: reviewed().models.after } : {}),
      });
      queryClient.setQueryData(api.change.run.key({ id: run.id }), run);
      props.onStarted(run);
    } catch (failure) {
      setError(failure);
      void queryClient.invalidateQueries({ queryKey: api.change.review.key() });
    } finally {
      setBusy(false);
    }
  };
  const people = () => new Set(reviewed().changes.map(({ author }) => author)).size;
  return (
    <Sheet
      title={
        reviewed().changes.length === 0 ? 'Nothing to review' : `Review ${plural(reviewed().changes.length, 'change')}`
      }
      subtitle={
        reviewed().changes.length === 0
          ? ''
          : `by ${people() === 1 ? reviewed().changes[0]?.author : `${people()} people`}, on top of revision ${reviewed().baseRevision}`
      }
      class="review"
      onClose={props.onClose}
      header={
        <Show when={!reviewed().empty}>
          <Chips
            review={reviewed()}
            engine={engine()}
            findingsShown={findingsShown()}
            onFindings={() => setFindingsShown(!findingsShown())}
          />
        </Show>
      }
      footer={
        <Show when={mayEdit() && !reviewed().empty}>
          <ConfirmationFields
            needed={needed()}
            typed={typed()}
            onTyped={(id, text) => setTyped({ ...typed(), [id]: text })}
          />
          <div class="reason">
            <TextInput
              lead={<span class="unit">Reason</span>}
              aria-label="Reason"
              placeholder="Kept in history"
              value={reason()}
              onValue={setReason}
            />
          </div>
          <span class="push quiet why">{blocked() ?? ''}</span>
          <Button look="filled" busy={busy()} disabled={blocked() !== null} onClick={() => void apply()}>
            Apply {plural(reviewed().changes.length, 'change')}
          </Button>
        </Show>
      }
    >
      <Show
        when={!reviewed().empty || stale()}
        fallback={
          <EmptyState title="Nothing is staged" text="What you save anywhere shows up here before it takes effect." />
        }
      >
        <div class="split">
          <nav class="changes" aria-label="Changes" onKeyDown={onRowKeys}>
            <For each={groups()}>
              {(group) => (
                <>
                  <h2>
                    {group.effect} <small>{group.changes.length}</small>
                  </h2>
                  <For each={group.changes}>
                    {(change) => (
                      <button
                        type="button"
                        class="change"
                        data-row
                        aria-current={chosen() === change && !findingsShown() ? 'true' : undefined}
                        onClick={() => choose(change)}
                      >
                        <Flag flag={change.flag} />
                        <span class="what">
                          <span class="clip">{changeTitle(change)}</span>
                          <small class="clip">
                            {changeNote(change)} · {plural(change.fields.length, 'field')}
                          </small>
                        </span>
                        <small class="who" title={change.author}>
                          {initials(change.author)}
                        </small>
                      </button>
                    )}
                  </For>
                </>
              )}
            </For>
          </nav>
          <div class="detail" tabIndex={0}>
            <Show when={stale()}>
              <section class="banner" role="alert">
                <Icon name="warn" />
                <div>
                  <strong>Something moved since you opened this.</strong>{' '}
                  <span class="quiet">{moved().join('; ') || 'The applied configuration changed.'}.</span>
                </div>
                <Button onClick={renew}>Review again</Button>
              </section>
            </Show>
            <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="Not applied." />}</Show>
            <Show
              when={!findingsShown() && chosen()}
              fallback={<AllFindings review={reviewed()} onChange={choose} onClose={() => setFindingsShown(false)} />}
            >
              {(change) => (
                <ChangeDetail change={change()} review={reviewed()} mayEdit={mayEdit()} onDiscarded={renew} />
              )}
            </Show>
          </div>
        </div>
      </Show>
    </Sheet>
  );
}
