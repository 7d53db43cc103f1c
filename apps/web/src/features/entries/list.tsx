import type { ItemView } from '@regent/core';
import { createMemo, type JSX } from 'solid-js';
import { EntryForm } from '../../lib/item/entry-form.tsx';
import { ItemListScreen, type ItemTab } from '../../lib/item/list-screen.tsx';
import { textAt } from '../../lib/item/path.ts';
import { allTab } from '../../lib/item/tabs.tsx';
import type { EntryWords } from './kinds.ts';
import './entries.css';

/** A kind of entry as its table of words says; without a form of its own, every parameter is shown. */
export function EntryList(props: {
  readonly title: string;
  readonly words: EntryWords;
  readonly lead?: JSX.Element;
  /** Stands before the note of each entry: how it is right now. */
  readonly state?: ((item: ItemView) => JSX.Element) | undefined;
}) {
  const tabs = createMemo((): readonly ItemTab[] => {
    const { form, first = [], last = [], maps } = props.words;
    const basics: ItemTab[] = form
      ? [{ value: 'basics', label: 'Basics', body: (section) => <EntryForm {...section} fields={form} /> }]
      : [];
    return [...basics, ...first, allTab(maps), ...last];
  });
  const note = (item: ItemView) => textAt(item.data, props.words.note);
  return (
    <ItemListScreen
      title={props.title}
      kind={props.words.kind}
      lead={props.lead}
      empty={props.words.empty}
      blank={props.words.blank}
      named={props.words.name.length === 1 ? props.words.name[0] : undefined}
      ready={(draft) => [props.words.name, props.words.needs].every((path) => !path || draft.text(path) !== '')}
      heading={(draft) => draft.text(props.words.name)}
      searched={note}
      columns={[
        ...(props.state ? [{ title: 'State', class: 'last quiet', cell: props.state }] : []),
        {
          title: '',
          // Beside a state the note is the first to give way.
          class: props.state ? 'p2 quiet' : 'last quiet',
          cell: (item) => <span class="clip entry-note">{note(item)}</span>,
        },
      ]}
      tabs={tabs()}
    />
  );
}
