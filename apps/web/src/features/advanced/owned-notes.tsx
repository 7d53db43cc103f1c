import { createSignal, For, Show } from 'solid-js';
import { plural } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { OwnedKey } from './owned.ts';

/** Keys that other screens own, and the offer to move them there. */
export function OwnedNotes(props: {
  readonly owned: readonly OwnedKey[];
  /** Null where the text cannot be moved as it is. */
  readonly onMove: (() => Promise<void>) | null;
}) {
  const [busy, setBusy] = createSignal(false);
  const move = async () => {
    setBusy(true);
    await props.onMove?.();
    setBusy(false);
  };
  return (
    <Show when={props.owned.length > 0}>
      <section class="banner bad" role="alert">
        <Icon name="warn" />
        <div>
          <For each={props.owned}>
            {(one) => (
              <p>
                <strong>
                  <code>{one.path.join('.')}</code> belongs to <a href={`.${one.href}`}>{one.screen}</a>.
                </strong>
              </p>
            )}
          </For>
          <p class="quiet">Two places for one key would compete, so it is kept in one: there.</p>
        </div>
        <Show when={props.onMove}>
          <Button busy={busy()} onClick={() => void move()}>
            Move {plural(props.owned.length, 'key')} there
          </Button>
        </Show>
      </section>
    </Show>
  );
}
