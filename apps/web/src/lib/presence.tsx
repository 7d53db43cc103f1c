import type { ItemRef, RegentEvent } from '@regent/core';
import { createEffect, createMemo, createSignal, onCleanup, Show, untrack } from 'solid-js';
import { Icon } from '../ui/icon.tsx';
import { api } from './api.ts';
import { useMayEdit, useSession } from './session.ts';

type Present = Extract<RegentEvent, { type: 'presence' }>;

const AGAIN_MS = 10_000;
const LOOK_MS = 2_000;

const idOf = ({ kind, key, who }: Present) => `${kind}/${key}/${who}`;
const [present, setPresent] = createSignal<ReadonlyMap<string, Present>>(new Map());

/** Takes what the event stream says about who edits what; those whose time is over are forgotten. */
export function takePresence(event: Present): void {
  const now = Date.now();
  const next = new Map([...present()].filter(([, one]) => Date.parse(one.until ?? '') > now));
  if (event.until === null) next.delete(idOf(event));
  else next.set(idOf(event), event);
  setPresent(next);
}

/** Others who have this item open now. */
function useOthers(item: () => ItemRef): () => readonly string[] {
  const session = useSession();
  const [now, setNow] = createSignal(Date.now());
  const timer = setInterval(() => setNow(Date.now()), LOOK_MS);
  onCleanup(() => clearInterval(timer));
  return () => {
    const me = session.isSuccess ? session.data?.email : undefined;
    return [...present().values()]
      .filter(({ kind, key }) => kind === item().kind && key === item().key)
      .filter(({ who, until }) => who !== me && Date.parse(until ?? '') > now())
      .map(({ who }) => who);
  };
}

/** Says to everybody that this item is open here, for as long as this is shown, and shows who else has it open. */
export function Presence(props: { readonly item: ItemRef }) {
  const mayEdit = useMayEdit();
  const others = useOthers(() => props.item);
  const id = createMemo(() => `${props.item.kind}/${props.item.key}`);
  createEffect(() => {
    // A new look at the same item is no new coming.
    if (!mayEdit() || id() === '') return;
    const { kind, key } = untrack(() => props.item);
    // That nobody hears of it is no trouble for the one who edits.
    const say = (leaving: boolean) => void api.presence.announce.mutate({ kind, key, leaving }).catch(() => undefined);
    say(false);
    const timer = setInterval(() => say(false), AGAIN_MS);
    onCleanup(() => {
      clearInterval(timer);
      say(true);
    });
  });
  return (
    <Show when={others().length > 0}>
      <p class="origin staged" role="status">
        <Icon name="person" /> {others().join(', ')} {others().length === 1 ? 'has' : 'have'} this open too
      </p>
    </Show>
  );
}
