import type { ItemKind, ItemView, JsonObject } from '@regent/core';
import { useSearchParams } from '@solidjs/router';
import { createMemo, type JSX, Show } from 'solid-js';
import { kindWords } from '../../locale/en.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { EmptyState, FilteredOut, Loaded } from '../../ui/states.tsx';
import { api } from '../api.ts';
import { plural } from '../format.ts';
import { useQuery } from '../query.ts';
import { useMayEdit } from '../session.ts';
import type { Draft } from './draft.ts';
import { ItemInspector, type ItemSection } from './item-inspector.tsx';
import { ItemTable, type ItemTableProps } from './list-table.tsx';

/** One tab of an open item. A list of kinds shares the ones of `tabs.tsx`. */
export interface ItemTab {
  readonly value: string;
  readonly label: string;
  /** Needs an item that is saved; a new one does not have the tab. */
  readonly saved?: boolean;
  readonly body: (section: ItemSection, view: ItemView | null) => JSX.Element;
}

interface ItemListProps extends Pick<ItemTableProps, 'columns' | 'sections' | 'name'> {
  readonly title: string;
  readonly kind: ItemKind;
  readonly many?: string;
  readonly empty: string;
  /** Stands above the list, also while that loads. */
  readonly lead?: JSX.Element;
  /** By name instead of in the configuration's order. */
  readonly sorted?: boolean;
  /** What the search looks at beside the name. */
  readonly searched?: (item: ItemView) => string;
  readonly blank: JsonObject;
  /** The key of a new item that the address may fill in (`?item=new&name=…`). */
  readonly named?: string | undefined;
  /** Enough is typed for the engine to be asked. */
  readonly ready: (draft: Draft) => boolean;
  readonly heading: (draft: Draft) => string;
  readonly headingLead?: (draft: Draft) => JSX.Element;
  readonly tabs: readonly ItemTab[];
}

/** The items of one kind in a list, and the one that is open beside it. The address holds search, open item and tab. */
export function ItemListScreen(props: ItemListProps) {
  const list = useQuery(() => api.item.list.options({ kind: props.kind }));
  const [address, setAddress] = useSearchParams<{ item?: string; q?: string; tab?: string; name?: string }>();
  const mayEdit = useMayEdit();
  const one = () => lowerFirst(kindWords[props.kind].one);
  const count = (number: number) => plural(number, one(), props.many);
  const all = (): readonly ItemView[] => (list.isSuccess ? list.data : []);
  const shown = createMemo(() => {
    const ask = (address.q ?? '').toLowerCase();
    const found = all().filter((item) => `${item.name} ${props.searched?.(item) ?? ''}`.toLowerCase().includes(ask));
    return props.sorted ? found.toSorted((a, b) => a.name.localeCompare(b.name, 'en')) : found;
  });
  const inOrder = () => {
    const { sections } = props;
    return sections
      ? sections.all(shown()).flatMap(({ value }) => shown().filter((item) => sections.of(item) === value))
      : shown();
  };
  const opened = createMemo(() => {
    const view = all().find(({ key }) => key === address.item) ?? null;
    return address.item === 'new' || view ? { view } : undefined;
  });
  const open = (item: string | undefined) => setAddress({ item, name: undefined }, { scroll: false });
  const step = (by: 1 | -1) => {
    const next = inOrder()[inOrder().findIndex(({ key }) => key === address.item) + by];
    if (next) open(next.key);
  };
  return (
    <>
      <Pane
        title={props.title}
        count={all().length > 0 ? count(all().length) : undefined}
        search={{
          placeholder: `Find ${one()}`,
          value: address.q ?? '',
          onInput: (q) => setAddress({ q }, { replace: true }),
        }}
        action={
          <Show when={mayEdit()}>
            <Button
              icon="plus"
              look={address.item ? undefined : 'filled'}
              aria-label={`Add ${one()}`}
              onClick={() => open('new')}
            >
              Add<span class="where-wide"> {one()}</span>
            </Button>
          </Show>
        }
      >
        <div class="scroll" tabIndex={0}>
          {props.lead}
          <Loaded query={list} what={`${props.title} could not be read.`}>
            {() => (
              <Show when={all().length > 0} fallback={<EmptyState title={`No ${one()} yet`} text={props.empty} />}>
                <Show
                  when={shown().length > 0}
                  fallback={
                    <FilteredOut
                      search={address.q ?? ''}
                      hidden={count(all().length)}
                      onClear={() => setAddress({ q: undefined })}
                    />
                  }
                >
                  <ItemTable
                    label={props.title}
                    items={shown()}
                    columns={props.columns}
                    sections={props.sections}
                    name={props.name}
                    openKey={address.item}
                    onOpen={open}
                  />
                </Show>
              </Show>
            )}
          </Loaded>
        </div>
      </Pane>
      <Show when={opened()}>
        {(item) => (
          <OpenItem
            {...props}
            view={item().view}
            blank={address.name && props.named ? { ...props.blank, [props.named]: address.name } : props.blank}
            tab={address.tab}
            onTab={(tab) => setAddress({ tab }, { replace: true })}
            onOpen={open}
            onStep={step}
          />
        )}
      </Show>
    </>
  );
}

function OpenItem(
  props: ItemListProps & {
    readonly view: ItemView | null;
    readonly tab: string | undefined;
    readonly onTab: (tab: string | undefined) => void;
    readonly onOpen: (key: string | undefined) => void;
    readonly onStep: (by: 1 | -1) => void;
  },
) {
  const tabs = createMemo(() => props.tabs.filter(({ saved }) => !saved || props.view !== null));
  const tab = createMemo(() => tabs().find(({ value }) => value === props.tab) ?? tabs()[0]);
  return (
    <ItemInspector
      kind={props.kind}
      view={props.view}
      blank={props.blank}
      stashKey=""
      ready={props.ready}
      title={(draft) => props.heading(draft) || `New ${lowerFirst(kindWords[props.kind].one)}`}
      lead={props.headingLead}
      onClose={() => props.onOpen(undefined)}
      onCreated={props.onOpen}
      onStep={props.onStep}
      tabs={
        tabs().length > 1
          ? {
              options: tabs(),
              value: tab()?.value ?? '',
              onChange: (value) => props.onTab(value === tabs()[0]?.value ? undefined : value),
            }
          : undefined
      }
    >
      {(section) => (
        <Show when={tab()} keyed>
          {(current) => current.body(section, props.view)}
        </Show>
      )}
    </ItemInspector>
  );
}

/** `MCP server` keeps its capitals; `Alias` stands small in a sentence. */
function lowerFirst(words: string): string {
  return /^[A-Z][a-z]/.test(words) ? words.charAt(0).toLowerCase() + words.slice(1) : words;
}
