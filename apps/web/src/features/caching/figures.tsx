import type { StoreStats } from '@regent/core';
import { For } from 'solid-js';
import { figuresOf } from './figures-of.ts';

/** Figures of a store, as many as it told. */
export function Figures(props: { readonly stats: StoreStats; readonly roundTripMs: number | null }) {
  return (
    <dl class="figures">
      <For each={figuresOf(props.stats, props.roundTripMs)}>
        {([label, value, note]) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <b>{value}</b> <small>{note}</small>
            </dd>
          </div>
        )}
      </For>
    </dl>
  );
}
