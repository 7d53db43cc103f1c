import type { ItemKind, ItemView, Usage } from '@regent/core';
import { createSignal, Show } from 'solid-js';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { api } from '../api.ts';
import { plural } from '../format.ts';
import { removeItem } from './save.ts';

/** Deleting one of these breaks whatever names it; a group may have other deployments, and Undo brings one back. */
const guarded: readonly ItemKind[] = ['credential', 'guardrail', 'mcp_server', 'search_tool', 'vector_store'];
const SHOWN = 8;

/** Asks who would be left behind before an item is deleted. What nobody uses goes at once; Undo is there either way. */
export function createDeleteGuard(onGone: () => void) {
  const [users, setUsers] = createSignal<readonly Usage[]>([]);
  const [busy, setBusy] = createSignal(false);
  const remove = async (view: ItemView) => {
    setBusy(true);
    setUsers([]);
    const done = await removeItem(view);
    setBusy(false);
    if (done && view.flag === 'new') onGone();
  };
  const ask = async (view: ItemView) => {
    if (!guarded.includes(view.kind)) return remove(view);
    setBusy(true);
    // Where the question fails, the answer is the careful one: the list says so by itself.
    const found = await api.item.usedBy.query({ kind: view.kind, key: view.key }).catch(() => null);
    setBusy(false);
    if (found === null || found.length > 0) setUsers(found ?? [unknownUsers]);
    else await remove(view);
  };
  return { users, busy, ask, remove, cancel: () => setUsers([]) };
}

const unknownUsers: Usage = { kind: 'model', key: '', name: 'Its users could not be read', text: '' };

export function DeleteGuard(props: { readonly guard: ReturnType<typeof createDeleteGuard>; readonly view: ItemView }) {
  const names = () => {
    const all = props.guard.users().map(({ name }) => name);
    return `${all.slice(0, SHOWN).join(', ')}${all.length > SHOWN ? ` and ${all.length - SHOWN} more` : ''}`;
  };
  return (
    <Show when={props.guard.users().length > 0}>
      <section class="banner bad" role="alert">
        <Icon name="warn" />
        <div>
          <strong>{plural(props.guard.users().length, 'place')} would be left without it:</strong> {names()}.
          <div class="line fixes">
            <Button small look="danger" onClick={() => void props.guard.remove(props.view)}>
              Delete all the same
            </Button>
            <Button small look="plain" onClick={() => props.guard.cancel()}>
              Keep
            </Button>
          </div>
        </div>
      </section>
    </Show>
  );
}
