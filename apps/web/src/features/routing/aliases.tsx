import { isJsonObject, type ItemView, type Json, type JsonObject } from '@regent/core';
import { useSearchParams } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createMemo, For, type JSX, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { findingsAt } from '../../lib/item/check.ts';
import { originOf } from '../../lib/item/draft.ts';
import { ItemInspector, type ItemSection } from '../../lib/item/item-inspector.tsx';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { Row, Switch, TextInput } from '../../ui/field.tsx';
import { Pane } from '../../ui/pane.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { Flag } from '../../ui/words.tsx';
import { targetName } from './target.ts';
import { useCallable } from './group-names.ts';

const blank: JsonObject = { name: '', target: '' };

function isHidden(target: Json | undefined): boolean {
  return isJsonObject(target) && target.hidden === true;
}

/** The same alias, hidden or shown; parameters beside are kept. */
function withHidden(target: Json | undefined, hidden: boolean): Json {
  const rest = isJsonObject(target) ? target : { model: target ?? '' };
  if (hidden) return { ...rest, hidden: true };
  const { hidden: _, ...shown } = rest;
  return Object.keys(shown).length === 1 && typeof shown.model === 'string' ? shown.model : shown;
}

/** Other names for groups; a hidden one works and is not listed to clients. */
export function Aliases(props: { readonly switcher: JSX.Element }) {
  const list = useQuery(() => api.item.list.options({ kind: 'alias' }));
  const [address, setAddress] = useSearchParams<{ item?: string }>();
  const mayEdit = useMayEdit();
  const all = createMemo((): readonly ItemView[] =>
    list.isSuccess ? list.data.toSorted((a, b) => a.name.localeCompare(b.name, 'en')) : [],
  );
  const byKey = createMemo(() => new Map(all().map((item) => [item.key, item])));
  const open = (key: string | undefined) => setAddress({ item: key }, { scroll: false });
  const step = (by: 1 | -1) => {
    const next = all()[all().findIndex(({ key }) => key === address.item) + by];
    if (next) open(next.key);
  };
  return (
    <>
      <Pane
        title="Routing"
        count={all().length > 0 ? plural(all().length, 'alias', 'aliases') : undefined}
        action={
          <Show when={mayEdit()}>
            <Button icon="plus" look={address.item ? undefined : 'filled'} onClick={() => open('new')}>
              Add alias
            </Button>
          </Show>
        }
      >
        <div class="scroll" tabIndex={0}>
          <div class="filters">{props.switcher}</div>
          <Loaded query={list} what="Aliases could not be read.">
            {() => (
              <Show
                when={all().length > 0}
                fallback={
                  <EmptyState
                    title="No alias"
                    text="An alias lets clients keep a name while you change what answers to it."
                  />
                }
              >
                <table class="table" role="grid" aria-label="Aliases" onKeyDown={onRowKeys}>
                  <thead>
                    <tr>
                      <th class="grow">Name</th>
                      <th>Answers as</th>
                      <th class="last">Listed</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={all().map(({ key }) => key)}>
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
                              <td>{targetName(item().data.target ?? '')}</td>
                              <td class="last quiet">{isHidden(item().data.target) ? 'hidden' : 'yes'}</td>
                            </tr>
                          )}
                        </Show>
                      )}
                    </For>
                  </tbody>
                </table>
              </Show>
            )}
          </Loaded>
        </div>
      </Pane>
      <Show when={address.item && (address.item === 'new' || byKey().get(address.item)) ? address.item : undefined}>
        {(key) => (
          <ItemInspector
            kind="alias"
            view={byKey().get(key()) ?? null}
            blank={blank}
            stashKey=""
            ready={(draft) => Boolean(draft.get(['name'])) && Boolean(draft.get(['target']))}
            title={(draft) => draft.text(['name']) || 'New alias'}
            onClose={() => open(undefined)}
            onCreated={open}
            onStep={step}
          >
            {(section) => <AliasForm {...section} />}
          </ItemInspector>
        )}
      </Show>
    </>
  );
}

function AliasForm(props: ItemSection) {
  const callable = useCallable();
  const target = () => props.draft.get(['target']);
  const setTarget = (name: string) => {
    const now = target();
    props.draft.set(['target'], isJsonObject(now) ? { ...now, model: name } : name);
  };
  return (
    <section class="group">
      <Row
        label="Name"
        origin={originOf(props.draft.view(), ['name'], props.draft.get(['name']), undefined)}
        findings={findingsAt(props.diagnostics(), '/name')}
      >
        {(ids) => (
          <TextInput
            id={ids.input}
            aria-describedby={ids.notes}
            disabled={props.locked()}
            value={props.draft.text(['name'])}
            onValue={(name) => props.draft.set(['name'], name)}
          />
        )}
      </Row>
      <Row
        label="Answers as"
        origin={originOf(props.draft.view(), ['target'], target(), undefined)}
        findings={findingsAt(props.diagnostics(), '/target')}
      >
        {(ids) => (
          <Combobox
            free
            id={ids.input}
            describedBy={ids.notes}
            disabled={props.locked()}
            value={targetName(target() ?? '')}
            options={callable().filter(({ value }) => value !== props.draft.get(['name']))}
            onValue={setTarget}
          />
        )}
      </Row>
      <Row label="Hidden" origin={{ state: 'default', text: 'Works, but is not listed to clients' }}>
        {(ids) => (
          <Switch
            id={ids.input}
            describedBy={ids.notes}
            disabled={props.locked()}
            on={isHidden(target())}
            onChange={(on) => props.draft.set(['target'], withHidden(target(), on))}
          />
        )}
      </Row>
    </section>
  );
}
