import type { ChangeSummary, RunView } from '@regent/core';
import { useQuery } from '../../lib/query.ts';
import { createSignal, Match, onCleanup, Show, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { ConfirmButtons, Countdown } from '../../lib/confirm-run.tsx';
import { toFailure } from '../../lib/failure.ts';
import { formatDuration, plural } from '../../lib/format.ts';
import { itemsChanged } from '../../lib/query-client.ts';
import { useReview } from '../../lib/review.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';

type BarState =
  | { readonly state: 'hidden' }
  | { readonly state: 'staged'; readonly summary: ChangeSummary }
  | { readonly state: 'applying'; readonly run: RunView }
  | { readonly state: 'waiting'; readonly run: RunView }
  | { readonly state: 'unhealthy'; readonly run: RunView };

/** Which face the bar shows: a run under way, the last run's trouble, what is staged, or nothing. */
function barState(summary: ChangeSummary | undefined, lastRun: RunView | null, dismissed: string | null): BarState {
  const run = summary?.run ?? lastRun;
  if (run?.confirm?.waiting) return { state: 'waiting', run };
  if (run && run.outcome === null) return { state: 'applying', run };
  if (run?.outcome === 'unhealthy' && run.id !== dismissed) return { state: 'unhealthy', run };
  return summary && summary.count > 0 ? { state: 'staged', summary } : { state: 'hidden' };
}

export function ApplyBar() {
  const summary = useQuery(() => api.change.summary.options());
  const lastRun = useQuery(() => api.change.lastRun.options());
  const [dismissed, setDismissed] = createSignal<string | null>(null);
  const review = useReview();
  const bar = () =>
    barState(
      summary.isSuccess ? summary.data : undefined,
      (lastRun.isSuccess ? lastRun.data : null) ?? null,
      dismissed(),
    );
  return (
    <div class="applybar-place" role="status" aria-live="polite">
      <Switch>
        <Match when={stateOf(bar(), 'staged')}>
          {(now) => <Staged summary={now().summary} onReview={review.open} />}
        </Match>
        <Match when={stateOf(bar(), 'applying')}>{(now) => <Applying run={now().run} onShow={review.open} />}</Match>
        <Match when={stateOf(bar(), 'waiting')}>{(now) => <Waiting run={now().run} onShow={review.open} />}</Match>
        <Match when={stateOf(bar(), 'unhealthy')}>
          {(now) => (
            <div class="applybar bad">
              <span class="what">
                <Icon name="warn" />
                The Servant is unhealthy <span class="clip">{now().run.sentence}</span>
              </span>
              <Button onClick={review.open}>See why</Button>
              <Button look="plain" onClick={() => setDismissed(now().run.id)}>
                Dismiss
              </Button>
            </div>
          )}
        </Match>
      </Switch>
    </div>
  );
}

function stateOf<Name extends BarState['state']>(bar: BarState, name: Name) {
  return bar.state === name ? (bar as Extract<BarState, { state: Name }>) : undefined;
}

function Staged(props: { readonly summary: ChangeSummary; readonly onReview: () => void }) {
  const [busy, setBusy] = createSignal(false);
  const mayEdit = useMayEdit();
  const discard = async () => {
    setBusy(true);
    try {
      const before = await api.change.review.query({});
      const { discarded } = await api.change.discard.mutate({});
      itemsChanged();
      toast(`Discarded ${plural(discarded, 'change')}`, () => void stageAgain(before.changes));
    } catch (error) {
      toastFailure(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div class="applybar">
      <span class="what">
        <Icon name="edit" />
        {plural(props.summary.count, 'change')}{' '}
        <span class="who">
          by {props.summary.people.length === 1 ? props.summary.people[0] : `${props.summary.people.length} people`}
        </span>
      </span>
      <Show when={mayEdit()}>
        <Button look="plain" busy={busy()} onClick={() => void discard()}>
          Discard
        </Button>
      </Show>
      <Button look="staged" onClick={() => props.onReview()}>
        Review
      </Button>
    </div>
  );
}

/** Undo of a discard: the same edits once more. */
async function stageAgain(changes: Awaited<ReturnType<typeof api.change.review.query>>['changes']): Promise<void> {
  try {
    const kept = changes.filter((change) => change.after !== null);
    await api.item.saveMany.mutate({
      items: kept.map(({ kind, key, after }) => ({ kind, key, data: after ?? {}, baseVersion: 0 })),
    });
    for (const { kind, key, after } of changes)
      if (after === null) await api.item.remove.mutate({ kind, key, baseVersion: 0 });
  } catch (error) {
    toast(`Not everything could be staged again. ${toFailure(error).message}`);
  } finally {
    itemsChanged();
  }
}

function Applying(props: { readonly run: RunView; readonly onShow: () => void }) {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), 500);
  onCleanup(() => clearInterval(timer));
  const step = () =>
    Math.min(
      props.run.steps.filter((one) => one.state === 'done' || one.state === 'skipped').length + 1,
      props.run.steps.length,
    );
  return (
    <div class="applybar">
      <span class="what">
        <Icon name="busy" class="spin" />
        Applying{' '}
        <span aria-hidden="true">
          step {step()} of {props.run.steps.length} ·{' '}
          {formatDuration(Math.max(0, now() - Date.parse(props.run.startedAt)))}
        </span>
      </span>
      <Button look="plain" onClick={() => props.onShow()}>
        Show
      </Button>
    </div>
  );
}

/** A confirmed Apply serves and waits; two equal ways to decide, wherever one is. */
function Waiting(props: { readonly run: RunView; readonly onShow: () => void }) {
  const mayEdit = useMayEdit();
  return (
    <div class="applybar waiting">
      <span class="what">
        <Icon name="info" />
        Keep revision {props.run.revision}? <Countdown until={props.run.confirm?.until ?? props.run.startedAt} />
      </span>
      <Button look="plain" onClick={() => props.onShow()}>
        Show
      </Button>
      <Show when={mayEdit()}>
        <ConfirmButtons run={props.run} small />
      </Show>
    </div>
  );
}
