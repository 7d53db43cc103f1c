import type { ItemRef, RegentEvent } from '@regent/core';
import { createEffect, createMemo, createSignal, onCleanup, Show, untrack } from 'solid-js';
import { Icon } from '../ui/icon.tsx';
import { Avatar } from '../ui/words.tsx';
import { api } from './api.ts';
import { useMayEdit, useSession } from './session.ts';

type Present = Extract<RegentEvent, { type: 'presence' }>;

const AGAIN_MS = 10_000;

const idOf = ({ kind, key }: ItemRef) => `${kind}/${key}`;
const endOf = ({ until }: Present) => Date.parse(until ?? '');

/** Who has which item open: what the tab's one event stream has said and what is not over yet. */
const [present, setPresent] = createSignal<readonly Present[]>([]);
let forgetting: ReturnType<typeof setTimeout> | undefined;

/** Takes what the event stream says about who edits what; those whose time is over are forgotten. */
export function takePresence(event: Present): void {
  const others = present().filter((one) => idOf(one) !== idOf(event) || one.who !== event.who);
  keep(event.until === null ? others : [...others, event]);
}

function keep(those: readonly Present[]): void {
  const now = Date.now();
  const still = those.filter((one) => endOf(one) > now);
  setPresent(still);
  clearTimeout(forgetting);
  if (still.length > 0) forgetting = setTimeout(() => keep(present()), Math.min(...still.map(endOf)) - now);
}

/** Others who have one of these items open now. */
function useOthers(items: () => readonly ItemRef[]): () => readonly string[] {
  const session = useSession();
  const me = () => (session.isSuccess ? session.data?.email : undefined);
  const others = () => {
    // Nobody is the usual case, and a group may have hundreds of deployments.
    if (present().length === 0) return [];
    const ids = new Set(items().map(idOf));
    return present().filter((one) => ids.has(idOf(one)) && one.who !== me());
  };
  return createMemo(() => [...new Set(others().map(({ who }) => who))], [], {
    equals: (before, after) => before.join() === after.join(),
  });
}

/** In a row of a list: who else has one of its items open. Costs no request, however many rows there are. */
export function PresenceMark(props: { readonly items: readonly ItemRef[] }) {
  const others = useOthers(() => props.items);
  const words = () => `${others().join(', ')} ${others().length === 1 ? 'has' : 'have'} this open`;
  return (
    <Show when={others()[0]}>
      {(first) => (
        <span class="present" title={words()}>
          <Avatar name={first()} />
          <span class="offscreen">{words()}</span>
        </span>
      )}
    </Show>
  );
}

/** Says to everybody that this item is open here, for as long as this is shown, and shows who else has it open. */
export function Presence(props: { readonly item: ItemRef }) {
  const mayEdit = useMayEdit();
  const others = useOthers(() => [props.item]);
  const id = createMemo(() => idOf(props.item));
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
