import { For, Show } from 'solid-js';
import { ItemField } from '../../lib/item/item-field.tsx';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';
import { specOf } from '../../lib/item/specs.ts';
import type { EntryField } from './kinds.ts';

/** The fields that people set first, in the order in which they think of them. */
export function EntryForm(props: ItemSection & { readonly fields: readonly (readonly EntryField[])[] }) {
  return (
    <For each={props.fields}>
      {(group) => (
        <section class="group">
          <For each={group}>
            {(field) => (
              <Show when={!field.onlyIf || field.onlyIf(props.draft.data())}>
                <ItemField
                  spec={{ ...specOf(props.draft.kind, field.path), ...field.spec }}
                  path={field.path}
                  draft={props.draft}
                  diagnostics={props.diagnostics()}
                  disabled={props.locked()}
                />
              </Show>
            )}
          </For>
        </section>
      )}
    </For>
  );
}
