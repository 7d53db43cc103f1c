import type { JsonObject } from '@regent/core';
import type { JSX } from 'solid-js';
import { ItemListScreen, type ItemTab } from '../../lib/item/list-screen.tsx';
import { AliasForm, isHidden } from './alias-form.tsx';
import { targetName } from './target.ts';

const blank: JsonObject = { name: '', target: '' };
const tabs: readonly ItemTab[] = [{ value: 'basics', label: 'Basics', body: (section) => <AliasForm {...section} /> }];

/** Other names for groups; a hidden one works and is not listed to clients. */
export function Aliases(props: { readonly switcher: JSX.Element }) {
  return (
    <ItemListScreen
      title="Routing"
      kind="alias"
      many="aliases"
      sorted
      lead={<div class="filters">{props.switcher}</div>}
      empty="An alias lets clients keep a name while you change what answers to it."
      blank={blank}
      ready={(draft) => draft.text(['name']) !== '' && Boolean(draft.get(['target']))}
      heading={(draft) => draft.text(['name'])}
      searched={({ data }) => targetName(data.target ?? '')}
      columns={[
        { title: 'Answers as', cell: ({ data }) => targetName(data.target ?? '') },
        { title: 'Listed', class: 'last quiet', cell: ({ data }) => (isHidden(data.target) ? 'hidden' : 'yes') },
      ]}
      tabs={tabs}
    />
  );
}
