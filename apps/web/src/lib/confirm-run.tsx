import type { RunView } from '@regent/core';
import { createEffect, createSignal, onCleanup, Show } from 'solid-js';
import { Button } from '../ui/button.tsx';
import { toastFailure } from '../ui/toasts.tsx';
import { api } from './api.ts';
import { queryClient } from './query-client.ts';

/** Seconds left at which the time is said aloud; in between it is only shown. */
const SAID_AT = [60, 30, 10] as const;
const MORE_SECONDS = 300;

/** The time left to decide, as `1:23`. */
export function Countdown(props: { readonly until: string }) {
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), 250);
  onCleanup(() => clearInterval(timer));
  const left = () => Math.max(0, Math.ceil((Date.parse(props.until) - now()) / 1000));
  const [said, setSaid] = createSignal('');
  createEffect((before: number) => {
    const seconds = left();
    const passed = SAID_AT.find((mark) => before > mark && seconds <= mark);
    if (passed !== undefined) setSaid(`${passed} seconds left to confirm`);
    return seconds;
  }, Number.POSITIVE_INFINITY);
  return (
    <>
      <span class="countdown" aria-hidden="true">
        {clockText(left())}
      </span>
      <span class="unseen" role="status" aria-live="assertive">
        {said()}
      </span>
    </>
  );
}

type Decision = 'keep' | 'takeBack' | 'more';
const send: Readonly<Record<Decision, (id: string) => Promise<RunView>>> = {
  keep: (id) => api.change.keep.mutate({ id }),
  takeBack: (id) => api.change.takeBack.mutate({ id }),
  more: (id) => api.change.extend.mutate({ id, seconds: MORE_SECONDS }),
};

/** Keep, take back, or decide later. */
export function ConfirmButtons(props: { readonly run: RunView; readonly small?: boolean }) {
  const [busy, setBusy] = createSignal(false);
  const decide = async (decision: Decision) => {
    setBusy(true);
    try {
      const run = await send[decision](props.run.id);
      queryClient.setQueryData(api.change.run.key({ id: run.id }), run);
    } catch (error) {
      toastFailure(error);
    } finally {
      void queryClient.invalidateQueries({ queryKey: api.change.lastRun.key() });
      setBusy(false);
    }
  };
  return (
    <>
      <Show when={!props.small}>
        <Button look="plain" disabled={busy()} onClick={() => void decide('more')}>
          Five minutes more
        </Button>
      </Show>
      <Button disabled={busy()} onClick={() => void decide('takeBack')}>
        Take back
      </Button>
      <Button look="filled" busy={busy()} onClick={() => void decide('keep')}>
        Keep
      </Button>
    </>
  );
}

function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
