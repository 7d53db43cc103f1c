import { type JSX, Show } from 'solid-js';
import { now } from '../lib/clock.ts';
import { formatExact, formatRelative, initials } from '../lib/format.ts';

const flagWords = { new: 'New', changed: 'Changed', deleted: 'Deleted' } as const;

/** What an edit does, as a word. */
export function Flag(props: { readonly flag: keyof typeof flagWords | null }) {
  return <Show when={props.flag}>{(flag) => <span class={`flag ${flag()}`}>{flagWords[flag()]}</span>}</Show>;
}

/** Shape, colour and word: filled circle, red diamond, hollow ring. */
export function Status(props: {
  readonly state: 'ok' | 'bad' | 'off' | 'unknown';
  readonly title?: string | undefined;
  readonly children: JSX.Element;
}) {
  return (
    <span class={`status ${props.state}`} title={props.title}>
      {props.children}
    </span>
  );
}

/** `14 min ago`, with the exact moment as a tooltip. */
export function RelativeTime(props: { readonly at: string }) {
  return (
    <time dateTime={props.at} title={formatExact(props.at)}>
      {formatRelative(props.at, now())}
    </time>
  );
}

/** Two letters instead of a logo. */
export function Tile(props: { readonly name: string }) {
  return (
    <span class="tile" aria-hidden="true">
      {initials(props.name)}
    </span>
  );
}

export function Avatar(props: { readonly name: string }) {
  return (
    <span class="avatar" aria-hidden="true">
      {initials(props.name)}
    </span>
  );
}
