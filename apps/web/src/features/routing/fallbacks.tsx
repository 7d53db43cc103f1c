import type { FallbackClass, ItemView, Json, JsonObject } from '@regent/core';
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
import { Row, Select } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { OrderedList } from '../../ui/ordered-list.tsx';
import { Pane } from '../../ui/pane.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import { EmptyState, Loaded } from '../../ui/states.tsx';
import { Flag } from '../../ui/words.tsx';
import { targetName } from './target.ts';
import { useCallable } from './group-names.ts';

const classes: readonly { readonly value: FallbackClass; readonly label: string; readonly help: string }[] = [
  { value: 'general', label: 'When it fails', help: 'All deployments of the group failed.' },
  {
    value: 'context_window',
    label: 'When the request is too long',
    help: 'The prompt does not fit the context window.',
  },
  { value: 'content_policy', label: 'When a content policy refuses', help: 'The provider refused the content.' },
  { value: 'default', label: 'For every group without its own', help: 'Last resort for all groups.' },
];
const blank: JsonObject = { section: 'router_settings', class: 'general', source: '', targets: [] };

/** Ordered lists of other groups to try, for each of the four reasons. */
export function Fallbacks(props: { readonly switcher: JSX.Element }) {
  const list = useQuery(() => api.item.list.options({ kind: 'fallback' }));
  const [address, setAddress] = useSearchParams<{ item?: string }>();
  const mayEdit = useMayEdit();
  const all = (): readonly ItemView[] => (list.isSuccess ? list.data : []);
  const byKey = createMemo(() => new Map(all().map((item) => [item.key, item])));
  const open = (key: string | undefined) => setAddress({ item: key }, { scroll: false });
  const step = (by: 1 | -1) => {
    const order = classes.flatMap(({ value }) => all().filter((item) => item.data.class === value));
    const next = order[order.findIndex(({ key }) => key === address.item) + by];
    if (next) open(next.key);
  };
  return (
    <>
      <Pane
        title="Routing"
        count={all().length > 0 ? plural(all().length, 'fallback') : undefined}
        action={
          <Show when={mayEdit()}>
            <Button icon="plus" look={address.item ? undefined : 'filled'} onClick={() => open('new')}>
              Add fallback
            </Button>
          </Show>
        }
      >
        <div class="scroll" tabIndex={0}>
          <div class="filters">{props.switcher}</div>
          <Loaded query={list} what="Fallbacks could not be read.">
            {() => (
              <Show
                when={all().length > 0}
                fallback={
                  <EmptyState
                    title="No fallback"
                    text="Name other groups to try when a group fails, a request is too long, or a content policy refuses it."
                  />
                }
              >
                <table class="table" role="grid" aria-label="Fallbacks" onKeyDown={onRowKeys}>
                  <thead>
                    <tr>
                      <th class="grow">Group</th>
                      <th class="last">Tried in this order</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={classes.filter(({ value }) => all().some((item) => item.data.class === value))}>
                      {(one) => (
                        <>
                          <tr class="section-row">
                            <td colSpan={2}>
                              <h2>{one.label}</h2>
                            </td>
                          </tr>
                          <For
                            each={all()
                              .filter((item) => item.data.class === one.value)
                              .map(({ key }) => key)}
                          >
                            {(key) => (
                              <Show when={byKey().get(key)}>
                                {(item) => (
                                  <FallbackRow item={item()} open={address.item === key} onOpen={() => open(key)} />
                                )}
                              </Show>
                            )}
                          </For>
                        </>
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
            kind="fallback"
            view={byKey().get(key()) ?? null}
            blank={blank}
            stashKey=""
            ready={(draft) => ((draft.get(['targets']) as readonly Json[] | undefined) ?? []).length > 0}
            title={(draft) =>
              draft.get(['class']) === 'default' ? 'Default fallbacks' : `Fallbacks of ${draft.text(['source']) || '…'}`
            }
            onClose={() => open(undefined)}
            onCreated={open}
            onStep={step}
          >
            {(section) => <FallbackForm {...section} />}
          </ItemInspector>
        )}
      </Show>
    </>
  );
}

function FallbackRow(props: { readonly item: ItemView; readonly open: boolean; readonly onOpen: () => void }) {
  return (
    <tr data-row tabIndex={0} class={props.item.flag ?? ''} aria-selected={props.open} onClick={() => props.onOpen()}>
      <td class="grow">
        <span class="line">
          <strong class="name clip">{props.item.data.class === 'default' ? 'Any group' : props.item.name}</strong>
          <Flag flag={props.item.flag} />
        </span>
      </td>
      <td class="last">
        <span class="chain">
          <For each={(props.item.data.targets as readonly Json[] | undefined) ?? []}>
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
      </td>
    </tr>
  );
}

function FallbackForm(props: ItemSection) {
  const callable = useCallable();
  const reason = () => props.draft.text(['class']) || 'general';
  const targets = () => (props.draft.get(['targets']) as readonly Json[] | undefined) ?? [];
  // A target may carry parameters of its own; moving it keeps them.
  const setTargets = (names: readonly string[]) =>
    props.draft.set(
      ['targets'],
      names.map((name) => targets().find((target) => targetName(target) === name) ?? name),
    );
  const setReason = (next: string) => {
    const { source, ...rest } = props.draft.data();
    props.draft.replace(next === 'default' ? { ...rest, class: next } : { ...rest, class: next, source: source ?? '' });
  };
  return (
    <>
      <section class="group">
        <Row
          label="When"
          help={classes.find(({ value }) => value === reason())?.help}
          origin={originOf(props.draft.view(), ['class'], props.draft.get(['class']), undefined)}
        >
          {(ids) => (
            <Select
              id={ids.input}
              describedBy={ids.notes}
              disabled={props.locked()}
              value={reason()}
              options={classes}
              onValue={setReason}
            />
          )}
        </Row>
        <Show when={reason() !== 'default'}>
          <Row
            label="Group"
            origin={originOf(props.draft.view(), ['source'], props.draft.get(['source']), undefined)}
            findings={findingsAt(props.diagnostics(), '/source')}
          >
            {(ids) => (
              <Combobox
                free
                id={ids.input}
                describedBy={ids.notes}
                disabled={props.locked()}
                value={props.draft.text(['source'])}
                options={[...callable(), { value: '*', label: '*', note: 'any group' }]}
                onValue={(name) => props.draft.set(['source'], name)}
              />
            )}
          </Row>
        </Show>
        <Row
          label="Then try"
          origin={originOf(props.draft.view(), ['targets'], props.draft.get(['targets']), undefined)}
          findings={findingsAt(props.diagnostics(), '/targets')}
        >
          {() => (
            <OrderedList
              label="targets"
              values={targets().map(targetName)}
              options={callable()}
              placeholder="Add a group…"
              onValues={setTargets}
            />
          )}
        </Row>
      </section>
      <p class="quiet">
        Kept in <code>{props.draft.text(['section'])}</code>, where it came from.
      </p>
    </>
  );
}
