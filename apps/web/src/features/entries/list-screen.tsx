import type { ItemView } from '@regent/core';
import { useSearchParams } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createMemo, createSignal, For, type JSX, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { AllParameters } from '../../lib/item/all-parameters.tsx';
import { ItemInspector } from '../../lib/item/item-inspector.tsx';
import { valueAt } from '../../lib/item/path.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import { EmptyState, FilteredOut, Loaded } from '../../ui/states.tsx';
import { Flag } from '../../ui/words.tsx';
import { EntryForm } from './form.tsx';
import type { EntryWords } from './kinds.ts';

const tabs = [
  { value: 'basics', label: 'Basics' },
  { value: 'all', label: 'All parameters' },
] as const;

/** The list of one kind of entry, and the one that is open beside it with every key it holds. */
export function EntryScreen(props: {
  readonly title: string;
  readonly words: EntryWords;
  readonly lead?: JSX.Element;
}) {
  const list = useQuery(() => api.item.list.options({ kind: props.words.kind }));
  const [address, setAddress] = useSearchParams<{ item?: string; q?: string }>();
  const [tab, setTab] = createSignal<'basics' | 'all'>('basics');
  const mayEdit = useMayEdit();
  const all = (): readonly ItemView[] => (list.isSuccess ? list.data : []);
  const shown = createMemo(() =>
    all().filter((item) => item.name.toLowerCase().includes((address.q ?? '').toLowerCase())),
  );
  const byKey = createMemo(() => new Map(shown().map((item) => [item.key, item])));
  const open = (key: string | undefined) => setAddress({ item: key }, { scroll: false });
  const step = (by: 1 | -1) => {
    const next = shown()[shown().findIndex(({ key }) => key === address.item) + by];
    if (next) open(next.key);
  };
  const note = (item: ItemView) => {
    const value = valueAt(item.data, props.words.note);
    return typeof value === 'string' ? value : '';
  };
  return (
    <>
      <Pane
        title={props.title}
        count={all().length > 0 ? plural(all().length, props.words.one) : undefined}
        search={{
          placeholder: `Find a ${props.words.one}`,
          value: address.q ?? '',
          onInput: (q) => setAddress({ q }, { replace: true }),
        }}
        action={
          <Show when={mayEdit()}>
            <Button icon="plus" look={address.item ? undefined : 'filled'} onClick={() => open('new')}>
              Add {props.words.one}
            </Button>
          </Show>
        }
      >
        <div class="scroll" tabIndex={0}>
          {props.lead}
          <Loaded query={list} what={`${props.title} could not be read.`}>
            {() => (
              <Show
                when={all().length > 0}
                fallback={<EmptyState title={`No ${props.words.one} yet`} text={props.words.empty} />}
              >
                <Show
                  when={shown().length > 0}
                  fallback={
                    <FilteredOut
                      search={address.q ?? ''}
                      hidden={plural(all().length, props.words.one)}
                      onClear={() => setAddress({ q: undefined })}
                    />
                  }
                >
                  <table class="table" role="grid" aria-label={props.title} onKeyDown={onRowKeys}>
                    <thead>
                      <tr>
                        <th class="grow">Name</th>
                        <th class="last" />
                      </tr>
                    </thead>
                    <tbody>
                      <For each={shown().map(({ key }) => key)}>
                        {(key) => (
                          <Show when={byKey().get(key)}>
                            {(item) => (
                              <tr
                                data-row
                                tabIndex={0}
                                class={item().flag ?? ''}
                                aria-selected={address.item === key}
                                onClick={() => open(key)}
                              >
                                <td class="grow">
                                  <span class="line">
                                    <strong class="name clip">{item().name}</strong>
                                    <Flag flag={item().flag} />
                                  </span>
                                </td>
                                <td class="last quiet">{note(item())}</td>
                              </tr>
                            )}
                          </Show>
                        )}
                      </For>
                    </tbody>
                  </table>
                </Show>
              </Show>
            )}
          </Loaded>
        </div>
      </Pane>
      <Show when={address.item && (address.item === 'new' || byKey().get(address.item)) ? address.item : undefined}>
        {(key) => (
          <ItemInspector
            kind={props.words.kind}
            view={byKey().get(key()) ?? null}
            blank={props.words.blank}
            stashKey=""
            ready={(draft) => Boolean(draft.get(props.words.name))}
            title={(draft) => draft.text(props.words.name) || `New ${props.words.one}`}
            onClose={() => open(undefined)}
            onCreated={open}
            onStep={step}
            tabs={props.words.form && { options: tabs, value: tab(), onChange: setTab }}
          >
            {(section) => (
              <Show
                when={tab() === 'basics' && props.words.form}
                fallback={
                  <AllParameters
                    draft={section.draft}
                    diagnostics={section.diagnostics()}
                    maps={props.words.maps}
                    disabled={section.locked()}
                  />
                }
              >
                {(form) => <EntryForm {...section} fields={form()} />}
              </Show>
            )}
          </ItemInspector>
        )}
      </Show>
    </>
  );
}
