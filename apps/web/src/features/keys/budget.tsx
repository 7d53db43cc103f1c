import type { VirtualKeyView } from '@regent/core';
import { Show } from 'solid-js';
import { formatMoney } from '../../lib/format.ts';

const NEARLY = 0.9;

/** What is spent of what may be spent; grey until nine tenths, then red. */
export function Budget(props: { readonly view: VirtualKeyView }) {
  const share = () => (props.view.maxBudget ? Math.min(1, props.view.spend / props.view.maxBudget) : 0);
  return (
    <span class="budget">
      <span>{formatMoney(props.view.spend)}</span>
      <small>{props.view.maxBudget === null ? 'no budget' : `of ${formatMoney(props.view.maxBudget)}`}</small>
      <Show when={props.view.maxBudget !== null}>
        <span class="meter" classList={{ bad: share() >= NEARLY }}>
          <i style={{ '--v': `${Math.round(share() * 100)}%` }} />
        </span>
      </Show>
    </span>
  );
}
