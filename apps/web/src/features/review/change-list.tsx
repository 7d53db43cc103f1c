import type { ItemChange } from '@regent/core';
import { For, Show } from 'solid-js';
import { initials, plural } from '../../lib/format.ts';
import { changeNote, changeTitle } from '../../lib/item/title.ts';
import { Check } from '../../ui/field.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import { Flag } from '../../ui/words.tsx';
import type { byEffect } from './effects.ts';

/** The changes by what they do, who staged each, and a tick for those that this Apply takes. */
export function ChangeList(props: {
  readonly groups: ReturnType<typeof byEffect>;
  readonly chosen: ItemChange | undefined;
  readonly mayChoose: boolean;
  readonly isLeft: (change: ItemChange) => boolean;
  readonly onOpen: (change: ItemChange) => void;
  readonly onLeave: (change: ItemChange, left: boolean) => void;
}) {
  return (
    <nav class="changes" aria-label="Changes" onKeyDown={onRowKeys}>
      <For each={props.groups}>
        {(group) => (
          <>
            <h2>
              {group.effect} <small>{group.changes.length}</small>
            </h2>
            <For each={group.changes}>
              {(change) => (
                <div class="pick" classList={{ left: props.isLeft(change) }}>
                  <Show when={props.mayChoose}>
                    <Check
                      label={`Apply ${changeTitle(change)}, ${changeNote(change)}`}
                      on={!props.isLeft(change)}
                      onChange={(on) => props.onLeave(change, !on)}
                    />
                  </Show>
                  <button
                    type="button"
                    class="change"
                    data-row
                    aria-current={props.chosen === change ? 'true' : undefined}
                    onClick={() => props.onOpen(change)}
                  >
                    <Flag flag={change.flag} />
                    <span class="what">
                      <span class="clip">{changeTitle(change)}</span>
                      <small class="clip">
                        {changeNote(change)} · {plural(change.fields.length, 'field')}
                      </small>
                    </span>
                    <small class="who" title={change.author}>
                      {initials(change.author)}
                    </small>
                  </button>
                </div>
              )}
            </For>
          </>
        )}
      </For>
    </nav>
  );
}
