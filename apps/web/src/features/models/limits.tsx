import { For } from 'solid-js';
import { ItemField } from '../../lib/item/item-field.tsx';
import { specOf } from '../../lib/item/specs.ts';
import type { ItemSection } from '../../lib/item/item-inspector.tsx';

const groups: readonly (readonly string[])[] = [
  ['tpm', 'rpm', 'max_parallel_requests'],
  ['timeout', 'stream_timeout', 'max_retries', 'cooldown_time'],
  ['weight', 'order', 'tags'],
  ['max_budget', 'budget_duration'],
];

/** Limits, time, and how the router picks this deployment among its group. */
export function Limits(props: ItemSection) {
  return (
    <For each={groups}>
      {(keys) => (
        <section class="group">
          <For each={keys}>
            {(key) => {
              const path = ['litellm_params', key];
              return (
                <ItemField
                  spec={specOf('model', path)}
                  path={path}
                  draft={props.draft}
                  diagnostics={props.diagnostics()}
                  disabled={props.locked()}
                />
              );
            }}
          </For>
        </section>
      )}
    </For>
  );
}
