import type { UseQueryResult } from '@tanstack/solid-query';
import { createSignal, For, type JSX, Match, onCleanup, Show, Switch } from 'solid-js';
import { copyText } from '../lib/clipboard.ts';
import { toFailure } from '../lib/failure.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

/** Grey lines in the place of what is coming; nothing at all for the first 150 ms. */
export function Skeleton(props: { readonly rows?: number }) {
  const [late, setLate] = createSignal(false);
  const timer = setTimeout(() => setLate(true), 150);
  onCleanup(() => clearTimeout(timer));
  return (
    <div class="skeletons" role="status" aria-label="Loading">
      <Show when={late()}>
        <For each={Array.from({ length: props.rows ?? 6 })}>
          {(_, index) => <div class="skeleton" style={{ 'inline-size': `${86 - ((index() * 17) % 45)}%` }} />}
        </For>
      </Show>
    </div>
  );
}

/** A failed call: what happened, what to do, Retry, and the id to quote. Never looks like emptiness. */
export function FailureBanner(props: {
  readonly error: unknown;
  readonly what?: string;
  readonly onRetry?: (() => void) | undefined;
}) {
  const failure = () => toFailure(props.error);
  return (
    <section class="banner bad" role="alert">
      <Icon name="warn" />
      <div>
        <strong>{props.what ? `${props.what} ` : ''}</strong>
        <span>{failure().message}</span> <span class="quiet">{failure().hint}</span>
        <div class="line">
          <Show when={props.onRetry}>
            {(retry) => (
              <button type="button" class="link" onClick={() => retry()()}>
                Retry
              </button>
            )}
          </Show>
          <Show when={failure().requestId}>
            {(id) => (
              <button type="button" class="link mono" title="Copy the request id" onClick={() => void copyText(id())}>
                {id()}
              </button>
            )}
          </Show>
        </div>
      </div>
    </section>
  );
}

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data, Error>;
  /** Starts the error's sentence: "Models could not be read." */
  readonly what: string;
  readonly rows?: number;
  readonly children: (data: () => Data) => JSX.Element;
}

/** The four faces of a list: loading, failed, stale with an error on top, and there. */
export function Loaded<Data>(props: LoadedProps<Data>) {
  return (
    <Switch>
      <Match when={props.query.isSuccess || (props.query.isError && props.query.isRefetchError)}>
        <Show when={props.query.isRefetchError}>
          <FailureBanner error={props.query.error} what={props.what} onRetry={() => void props.query.refetch()} />
        </Show>
        {props.children(() => props.query.data as Data)}
      </Match>
      <Match when={props.query.isPending}>
        <Skeleton rows={props.rows ?? 6} />
      </Match>
      <Match when={props.query.isError}>
        <div class="page">
          <FailureBanner error={props.query.error} what={props.what} onRetry={() => void props.query.refetch()} />
        </div>
      </Match>
    </Switch>
  );
}

export function EmptyState(props: { readonly title: string; readonly text: string; readonly children?: JSX.Element }) {
  return (
    <div class="empty">
      <h2>{props.title}</h2>
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}

/** Something is there, only hidden by the search or filter. */
export function FilteredOut(props: { readonly search: string; readonly hidden: string; readonly onClear: () => void }) {
  return (
    <EmptyState
      title={props.search ? `Nothing matches “${props.search}”` : 'Nothing matches'}
      text={`${props.hidden} hidden by this search or filter.`}
    >
      <Button onClick={() => props.onClear()}>Clear</Button>
    </EmptyState>
  );
}
