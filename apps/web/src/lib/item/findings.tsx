import type { Diagnostic, ItemRef } from '@regent/core';
import { createMemo, Show } from 'solid-js';
import { Icon } from '../../ui/icon.tsx';
import { api } from '../api.ts';
import { plural } from '../format.ts';
import { useQuery } from '../query.ts';

export type FindingsOf = (item: ItemRef) => readonly Diagnostic[];

/** What is wrong with each item as it would apply now; asked once, however many items are shown. */
export function useFindings(): FindingsOf {
  const found = useQuery(() => api.change.findings.options());
  const byItem = createMemo(() => {
    const map = new Map<string, Diagnostic[]>();
    for (const one of found.isSuccess ? found.data : []) {
      if (!one.item) continue;
      const id = idOf(one.item);
      map.set(id, [...(map.get(id) ?? []), one]);
    }
    return map;
  });
  return (item) => byItem().get(idOf(item)) ?? [];
}

const idOf = ({ kind, key }: ItemRef) => `${kind}/${key}`;

/** In a row of a list: that something is wrong with one of its items, and what. Notes do not count. */
export function FindingMark(props: { readonly items: readonly ItemRef[]; readonly of: FindingsOf }) {
  const found = createMemo(() => props.items.flatMap(props.of).filter(({ severity }) => severity !== 'info'));
  const worst = () => found().find(({ severity }) => severity === 'error') ?? found()[0];
  const words = () => {
    const more = found().length - 1;
    return `${worst()?.message ?? ''}${more > 0 ? ` And ${plural(more, 'more finding')}.` : ''}`;
  };
  return (
    <Show when={worst()}>
      {(one) => (
        <span class={`finding-mark ${one().severity}`} title={words()}>
          <Icon name="warn" />
          <span class="offscreen">{words()}</span>
        </span>
      )}
    </Show>
  );
}
