import type { FallbackClass, ItemView, Json, JsonObject } from '@regent/core';
import { For, type JSX, Show } from 'solid-js';
import { ItemListScreen, type ItemTab } from '../../lib/item/list-screen.tsx';
import { Icon } from '../../ui/icon.tsx';
import { FallbackForm } from './fallback-form.tsx';
import { fallbackClasses } from './fallback-classes.ts';
import { targetName } from './target.ts';

const blank: JsonObject = { section: 'router_settings', class: 'general', source: '', targets: [] };
const tabs: readonly ItemTab[] = [
  { value: 'basics', label: 'Basics', body: (section) => <FallbackForm {...section} /> },
];
const sections = {
  of: (item: ItemView) => String(item.data.class),
  all: (items: readonly ItemView[]) =>
    fallbackClasses.filter(({ value }) => items.some((item) => item.data.class === value)),
};

/** Ordered lists of other groups to try, for each of the four reasons. */
export function Fallbacks(props: { readonly switcher: JSX.Element }) {
  return (
    <ItemListScreen
      title="Routing"
      kind="fallback"
      lead={<div class="filters">{props.switcher}</div>}
      empty="Name other groups to try when a group fails, a request is too long, or a content policy refuses it."
      blank={blank}
      ready={(draft) => targetsOf(draft.data()).length > 0}
      heading={(draft) =>
        draft.text(['class']) === 'default' ? 'Default fallbacks' : `Fallbacks of ${draft.text(['source']) || '…'}`
      }
      searched={({ data }) => targetsOf(data).map(targetName).join(' ')}
      sections={sections}
      name={(item) => (
        <strong class="name clip">
          {item.data.class === ('default' satisfies FallbackClass) ? 'Any group' : item.name}
        </strong>
      )}
      columns={[
        { title: 'Tried in this order', class: 'last', cell: (item) => <Chain targets={targetsOf(item.data)} /> },
      ]}
      tabs={tabs}
    />
  );
}

function Chain(props: { readonly targets: readonly Json[] }) {
  return (
    <span class="chain">
      <For each={props.targets}>
        {(target, index) => (
          <>
            <Show when={index() > 0}>
              <Icon name="right" />
            </Show>
            {targetName(target)}
          </>
        )}
      </For>
    </span>
  );
}

function targetsOf(data: JsonObject): readonly Json[] {
  return Array.isArray(data.targets) ? data.targets : [];
}
