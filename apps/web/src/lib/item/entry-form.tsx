import type { JsonObject } from '@regent/core';
import { For, Show } from 'solid-js';
import { ItemField } from './item-field.tsx';
import type { ItemSection } from './item-inspector.tsx';
import type { Path } from './path.ts';
import { type FieldSpec, specOf } from './specs.ts';

export interface EntryField {
  readonly path: Path;
  /** What a form knows better than the key's own description. */
  readonly spec?: Partial<FieldSpec>;
  readonly onlyIf?: (data: JsonObject) => boolean;
}

/** The fields that people set first, in groups, in the order in which they think of them. */
export function EntryForm(props: ItemSection & { readonly fields: readonly (readonly EntryField[])[] }) {
  const shown = (group: readonly EntryField[]) =>
    group.filter((field) => !field.onlyIf || field.onlyIf(props.draft.data()));
  return (
    <For each={props.fields}>
      {(group) => (
        <Show when={shown(group).length > 0}>
          <section class="group">
            <For each={shown(group)}>
              {(field) => (
                <ItemField
                  spec={{ ...specOf(props.draft.kind, field.path), ...field.spec }}
                  path={field.path}
                  draft={props.draft}
                  diagnostics={props.diagnostics()}
                  disabled={props.locked()}
                />
              )}
            </For>
          </section>
        </Show>
      )}
    </For>
  );
}
