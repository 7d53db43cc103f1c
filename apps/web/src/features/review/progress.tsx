import type { RunView } from '@regent/core';
import { A } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createEffect, createSignal, For, Match, onCleanup, Show, Switch } from 'solid-js';
import { api } from '../../lib/api.ts';
import { ConfirmButtons, Countdown } from '../../lib/confirm-run.tsx';
import { formatDuration } from '../../lib/format.ts';
import { useMayEdit } from '../../lib/session.ts';
import { stepWords } from '../../locale/en.ts';
import { Button } from '../../ui/button.tsx';
import { FindingLine } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProgressSteps } from '../../ui/progress-steps.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Loaded } from '../../ui/states.tsx';

const POLL_MS = 1000;
/** Which worker wrote a line; every line of a run comes from the one that starts. */
const WORKER = /^\[g\d+\.w\d+ \d+\] /;

/** A run, live for everybody, until its one plain sentence. Closing does not stop it. */
export function Progress(props: { readonly id: string; readonly onClose: () => void; readonly onReview: () => void }) {
  // The stream tells of every step; asking as well makes a lost stream harmless.
  const run = useQuery(() => ({
    ...api.change.run.options({ id: props.id }),
    refetchInterval: (query: { state: { data?: RunView | undefined } }) =>
      (query.state.data?.outcome ?? null) === null ? POLL_MS : false,
  }));
  const mayEdit = useMayEdit();
  const view = () => (run.isSuccess ? run.data : undefined);
  const waiting = () => (view()?.confirm?.waiting ? view() : undefined);
  const title = () => {
    const now = view();
    switch (now?.outcome) {
      case 'live':
        return now.revision === null ? 'Live' : `Revision ${now.revision} is live`;
      case 'unhealthy':
        return `Revision ${now.revision ?? ''} is unhealthy`;
      case 'failed':
        return 'Not applied';
      case 'nothing-to-do':
        return 'Nothing to do';
      case 'reverted':
        return `Revision ${now.revision ?? ''} is taken back`;
      case null:
      case undefined:
        return now?.confirm?.waiting ? 'Keep it?' : 'Applying';
    }
  };
  return (
    <Sheet
      title={title()}
      subtitle={<Elapsed run={view()} />}
      class="review"
      onClose={props.onClose}
      header={
        <>
          <p class="quiet lead">{[view()?.reason, view()?.author].filter(Boolean).join(' · ')}</p>
          <Show when={waiting()}>{(now) => <Waiting run={now()} />}</Show>
        </>
      }
      footer={
        <>
          <span class="quiet where-wide">
            {view()?.outcome === null
              ? 'You can close this. The run goes on, and everybody sees it in the Apply bar.'
              : ''}
          </span>
          <span class="push" />
          <Button look={view()?.outcome ? 'filled' : undefined} onClick={() => props.onClose()}>
            {view()?.outcome ? 'Done' : 'Hide'}
          </Button>
          <Show when={mayEdit() && waiting()}>{(now) => <ConfirmButtons run={now()} />}</Show>
        </>
      }
    >
      <Loaded query={run} what="The run could not be read.">
        {(data) => <RunBody run={data()} onReview={props.onReview} onLeave={props.onClose} />}
      </Loaded>
    </Sheet>
  );
}

interface RunBodyProps {
  readonly run: RunView;
  readonly onReview: () => void;
  readonly onLeave: () => void;
}

const isTrouble = ({ outcome }: RunView) => outcome === 'unhealthy' || outcome === 'failed' || outcome === 'reverted';

function RunBody(props: RunBodyProps) {
  return (
    <div class="split">
      <div class="changes run" aria-live="polite">
        <ProgressSteps
          steps={props.run.steps.map((step) => ({
            label: stepWords[step.step],
            state: step.state,
            text: step.text,
            durationMs: step.durationMs,
          }))}
        />
      </div>
      <div class="detail log">
        <Switch>
          <Match when={props.run.outcome === 'live' || props.run.outcome === 'nothing-to-do'}>
            <section class="banner good" role="status">
              <Icon name="okdot" />
              <div>
                <strong>{props.run.sentence}</strong>
              </div>
            </section>
          </Match>
          <Match when={isTrouble(props.run)}>
            <Trouble run={props.run} onReview={props.onReview} onLeave={props.onLeave} />
          </Match>
        </Switch>
        <Log lines={props.run.log} running={props.run.outcome === null} />
      </div>
    </div>
  );
}

/** The time left to decide stands where it is seen without scrolling, and so do the answers, in the footer. */
function Waiting(props: { readonly run: RunView }) {
  return (
    <section class="banner waiting" aria-label="Waits for confirmation">
      <Icon name="info" />
      <div>
        <strong>
          Revision {props.run.revision} serves. <Countdown until={props.run.confirm?.until ?? ''} />
        </strong>{' '}
        <span class="quiet">Unless somebody keeps it in time, the revision before comes back by itself.</span>
      </div>
    </section>
  );
}

/** Which step failed, why, and the one thing to do about it. */
function Trouble(props: RunBodyProps) {
  const step = () => props.run.steps.find(({ state }) => state === 'failed');
  const before = () => (props.run.revision ?? 0) - 1;
  return (
    <section class="banner bad" role="alert">
      <Icon name="warn" />
      <div>
        <strong>{props.run.sentence ?? props.run.error?.message}</strong>{' '}
        <span class="quiet">{props.run.error?.hint}</span>
        <Show when={step()}>
          {(failed) => (
            <p>
              {stepWords[failed().step]}: {failed().text ?? 'failed'}
            </p>
          )}
        </Show>
        <For each={props.run.diagnostics}>{(finding) => <FindingLine finding={finding} />}</For>
      </div>
      <Show
        when={props.run.outcome === 'unhealthy' && before() > 0}
        fallback={
          <Show
            when={props.run.outcome === 'reverted'}
            fallback={<Button onClick={() => props.onReview()}>Back to the changes</Button>}
          >
            <A class="button" href={`/history/${props.run.revision ?? ''}`} onClick={() => props.onLeave()}>
              Look at it in History
            </A>
          </Show>
        }
      >
        <A class="button" href={`/history/${before()}`} onClick={() => props.onLeave()}>
          Go back to revision {before()}…
        </A>
      </Show>
    </section>
  );
}

/** Follows its end until somebody scrolls up. */
function Log(props: { readonly lines: readonly string[]; readonly running: boolean }) {
  const [following, setFollowing] = createSignal(true);
  let box!: HTMLDivElement;
  createEffect(() => {
    if (props.lines.length > 0 && following()) box.scrollTop = box.scrollHeight;
  });
  const onScroll = () => setFollowing(box.scrollHeight - box.scrollTop - box.clientHeight < 24);
  return (
    <div
      class="tail"
      role="log"
      aria-label="Log of the Servant"
      tabIndex={0}
      ref={(element) => (box = element)}
      onScroll={onScroll}
    >
      <For
        each={props.lines}
        fallback={
          <p class="quiet">
            {props.running ? 'The engine has said nothing yet.' : 'The engine wrote nothing for this run.'}
          </p>
        }
      >
        {(line) => (
          <p classList={{ warn: /\bWARN/.test(line), error: /\b(ERROR|CRITICAL)\b/.test(line) }}>
            <span>{line.replace(WORKER, '')}</span>
          </p>
        )}
      </For>
    </div>
  );
}

function Elapsed(props: { readonly run: RunView | undefined }) {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), 200);
  onCleanup(() => clearInterval(timer));
  const text = () => {
    if (!props.run) return '';
    const end = props.run.endedAt ? Date.parse(props.run.endedAt) : now();
    const step = props.run.steps.findIndex((one) => one.state === 'running');
    const where = step >= 0 ? `step ${step + 1} of ${props.run.steps.length} · ` : '';
    return `${where}${formatDuration(Math.max(0, end - Date.parse(props.run.startedAt)))}`;
  };
  return <span aria-hidden="true">{text()}</span>;
}
