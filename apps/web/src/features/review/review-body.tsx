import type { EngineCheckView, ItemChange, ReviewView, RunView } from '@regent/core';
import { hasError } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createMemo, createSignal, Show, untrack } from 'solid-js';
import { api } from '../../lib/api.ts';
import { toFailure } from '../../lib/failure.ts';
import { plural } from '../../lib/format.ts';
import { queryClient } from '../../lib/query-client.ts';
import { useMayEdit, useSession } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { TextInput } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { EmptyState, FailureBanner } from '../../ui/states.tsx';
import { AllFindings } from './all-findings.tsx';
import { Beforehand } from './beforehand.tsx';
import { ChangeDetail } from './change-detail.tsx';
import { ChangeList } from './change-list.tsx';
import { Chips } from './chips.tsx';
import { ConfirmChoice } from './confirm-choice.tsx';
import { byEffect, movedSince } from './effects.ts';
import { Gate } from './gate.tsx';
import { gateClosed } from './gate-state.ts';
import { ConfirmationFields } from './confirmation-fields.tsx';
import { blockedBecause, confirmed, neededConfirmations } from './confirmations.ts';

interface Props {
  /** What is staged now; what is on screen stays the plan that was opened, until it is taken again. */
  readonly current: ReviewView;
  readonly onClose: () => void;
  readonly onStarted: (run: RunView) => void;
}

const idOf = (change: ItemChange) => `${change.kind}/${change.key}`;

const ASK_AGAIN_MS = 3_000;

export function ReviewBody(props: Props) {
  const mayEdit = useMayEdit();
  const session = useSession();
  const [reviewed, setReviewed] = createSignal(untrack(() => props.current));
  const [at, setAt] = createSignal<string | null>(null);
  const [findingsShown, setFindingsShown] = createSignal(false);
  const [reason, setReason] = createSignal('');
  const [typed, setTyped] = createSignal<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = createSignal(false);
  const [error, setError] = createSignal<unknown>(null);
  const [left, setLeft] = createSignal<ReadonlySet<string>>(new Set());
  const [confirmSeconds, setConfirmSeconds] = createSignal<number | null>(null);
  const [override, setOverride] = createSignal('');
  /** The chosen items; undefined is everything that was opened. */
  const items = createMemo(() =>
    left().size === 0
      ? undefined
      : reviewed()
          .changes.filter((change) => !left().has(idOf(change)))
          .map(({ kind, key }) => ({ kind, key })),
  );
  const choice = () => {
    const chosen = items();
    return chosen === undefined ? {} : { items: chosen };
  };
  const partial = useQuery(() => ({
    ...api.change.review.options({ items: items() ?? [] }),
    enabled: items() !== undefined,
    staleTime: 0,
  }));
  /** What would be applied: all that was opened, or the choice from it; null while the choice is looked at. */
  const wanted = (): ReviewView | null => {
    if (items() === undefined) return reviewed();
    return partial.isSuccess && !partial.isFetching ? partial.data : null;
  };
  const stale = () => reviewed().plan !== props.current.plan;
  const moved = createMemo(() => movedSince(reviewed().changes, props.current.changes));
  const check = useQuery(() => ({
    queryKey: ['change.check', wanted()?.plan ?? ''],
    queryFn: () => api.change.check.mutate({ plan: wanted()?.plan ?? '', ...choice() }),
    enabled: mayEdit() && !stale() && wanted()?.empty === false,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    // An engine that is still starting has no verdict yet; a verdict stands.
    refetchInterval: ({ state: { data } }) => (data?.verdict === 'not-checked' ? ASK_AGAIN_MS : false),
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
  const leave = (change: ItemChange, out: boolean) => {
    const next = new Set(left());
    if (out) next.add(idOf(change));
    else next.delete(idOf(change));
    setTyped({});
    setLeft(next);
  };
  const shown = () => wanted() ?? reviewed();
  /** Approvals come in while this is open. */
  const gate = () => (items() === undefined && !stale() ? props.current : shown()).gate;
  const needed = createMemo(() => neededConfirmations(shown(), engine()));
  const blocked = () =>
    blockedBecause({
      stale: stale(),
      nothing: items()?.length === 0,
      looking: wanted() === null,
      errors: hasError(shown().diagnostics),
      gate: override().trim() === '' ? gateClosed(gate(), session.isSuccess ? session.data?.email : undefined) : null,
      engine: engine(),
      confirmed: confirmed(needed(), typed()),
    });
  const renew = () => {
    setReviewed(props.current);
    setLeft(new Set<string>());
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
        plan: shown().plan,
        reason: reason(),
        ...choice(),
        ...(confirmSeconds() === null ? {} : { confirmSeconds: confirmSeconds() ?? 0 }),
        ...(override().trim() === '' ? {} : { override: override().trim() }),
        ...(insist ? { insist: true } : {}),
        ...(shrink ? { confirmModels: shown().models.after } : {}),
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
            review={shown()}
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
          <Show when={reviewed().canConfirm}>
            <ConfirmChoice seconds={confirmSeconds()} onSeconds={setConfirmSeconds} />
          </Show>
          <span class="push quiet why">{blocked() ?? ''}</span>
          <Button look="filled" busy={busy()} disabled={blocked() !== null} onClick={() => void apply()}>
            Apply{' '}
            {left().size > 0
              ? `${flat().length - left().size} of ${plural(flat().length, 'change')}`
              : plural(flat().length, 'change')}
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
          <ChangeList
            groups={groups()}
            chosen={findingsShown() ? undefined : chosen()}
            mayChoose={mayEdit() && !stale() && flat().length > 1}
            isLeft={(change) => left().has(idOf(change))}
            onOpen={choose}
            onLeave={leave}
          />
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
            <Show when={left().size > 0}>
              <section class="banner" role="status">
                <Icon name="info" />
                <div>
                  <strong>{plural(left().size, 'change')} left out.</strong>{' '}
                  <span class="quiet">
                    What is left stays staged. History marks this Apply as one of a choice; the checks above are about
                    the choice alone.
                  </span>
                </div>
                <Button onClick={() => setLeft(new Set<string>())}>Take all</Button>
              </section>
            </Show>
            <Gate gate={gate()} plan={shown().plan} items={items()} override={override()} onOverride={setOverride} />
            <Beforehand review={shown()} engine={engine()} />
            <Show when={error()}>{(failure) => <FailureBanner error={failure()} what="Not applied." />}</Show>
            <Show
              when={!findingsShown() && chosen()}
              fallback={<AllFindings review={shown()} onChange={choose} onClose={() => setFindingsShown(false)} />}
            >
              {(change) => (
                <ChangeDetail
                  change={change()}
                  review={shown()}
                  items={items()}
                  mayEdit={mayEdit()}
                  onDiscarded={renew}
                />
              )}
            </Show>
          </div>
        </div>
      </Show>
    </Sheet>
  );
}
