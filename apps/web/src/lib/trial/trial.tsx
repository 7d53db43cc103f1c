import type { TrialResult } from '@regent/core';
import { createSignal, type JSX, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { FailureBanner } from '../../ui/states.tsx';
import { Status } from '../../ui/words.tsx';
import { formatDuration } from '../format.ts';

/** One action that asks something real: its state, its answer, and why it did not run. */
export function createTrial<Answer, Input = void>(act: (input: Input) => Promise<Answer>) {
  const [busy, setBusy] = createSignal(false);
  const [answer, setAnswer] = createSignal<Answer | null>(null);
  const [error, setError] = createSignal<unknown>(null);
  const run = async (input: Input) => {
    setBusy(true);
    setError(null);
    setAnswer(null);
    try {
      const given = await act(input);
      setAnswer(() => given);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return { busy, answer, error, run };
}

/** A sentence, a button, and what came of it. */
export function TrialRow(props: {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  readonly error: unknown;
  readonly result: TrialResult | null;
  readonly onRun: () => void;
  readonly children?: JSX.Element;
}) {
  return (
    <>
      <section class="group">
        <div class="item">
          <div>
            <strong>{props.title}</strong>
            <small class="block">{props.text}</small>
          </div>
          <span class="push" />
          <Button busy={props.busy} disabled={props.disabled} onClick={() => props.onRun()}>
            {props.action}
          </Button>
        </div>
        {props.children}
        <Show when={props.result}>{(result) => <ResultLine result={result()} />}</Show>
      </section>
      <Show when={props.error}>{(failure) => <FailureBanner error={failure()} what="It was not tried." />}</Show>
    </>
  );
}

export function ResultLine(props: { readonly result: TrialResult; readonly label?: string }) {
  return (
    <>
      <div class="item" role="status">
        <Status state={props.result.ok ? 'ok' : 'bad'}>
          {props.label ?? (props.result.ok ? 'Answered' : 'Failed')}
        </Status>
        <span>{props.result.text}</span>
        <small class="push num">{formatDuration(props.result.durationMs)}</small>
      </div>
      <Show when={props.result.answer}>
        <pre class="item answer">{props.result.answer}</pre>
      </Show>
    </>
  );
}
