import { isSingleton, type ItemRef, itemKinds, type Usage } from '@regent/core';
import { A } from '@solidjs/router';
import { useQuery } from '../query.ts';
import { For, Show } from 'solid-js';
import { kindWords } from '../../locale/en.ts';
import { Icon } from '../../ui/icon.tsx';
import { Loaded } from '../../ui/states.tsx';
import { api } from '../api.ts';
import { hrefOfItem } from './place.ts';

/** Everything that refers to an item, each with the way there. */
export function UsedBy(props: { readonly item: ItemRef }) {
  const usages = useQuery(() => api.item.usedBy.options({ kind: props.item.kind, key: props.item.key }));
  return (
    <Loaded query={usages} what="What uses this could not be read." rows={3}>
      {(list) => (
        <section class="group">
          <For each={list()} fallback={<p class="item quiet">Nothing refers to it.</p>}>
            {(usage) => (
              <Show when={refOf(usage)} fallback={<UsageLine usage={usage} />}>
                {(ref) => (
                  <A class="item" href={hrefOfItem(ref())}>
                    <UsageLine usage={usage} />
                  </A>
                )}
              </Show>
            )}
          </For>
        </section>
      )}
    </Loaded>
  );
}

function UsageLine(props: { readonly usage: Usage }) {
  const icon = () =>
    props.usage.kind === 'virtual_key'
      ? 'key'
      : props.usage.kind === 'team'
        ? 'people'
        : kindWords[props.usage.kind].icon;
  return (
    <span class="line">
      <Icon name={icon()} />
      <span class="grow-1">
        <span class="block clip">{nameOf(props.usage)}</span>
        <small class="block clip">{props.usage.text}</small>
      </span>
    </span>
  );
}

/** Settings have no name of their own: they are called as their screen calls them. */
function nameOf(usage: Usage): string {
  const ref = refOf(usage);
  return ref && isSingleton(ref.kind) ? kindWords[ref.kind].one : usage.name;
}

function refOf(usage: Usage): ItemRef | undefined {
  const kind = itemKinds.find((one) => one === usage.kind);
  return kind && { kind, key: usage.key };
}
