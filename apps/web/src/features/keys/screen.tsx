import type { VirtualKeyView } from '@regent/core';
import { useParams, useNavigate, useSearchParams } from '@solidjs/router';
import { keepPreviousData } from '@tanstack/solid-query';
import { useQuery } from '../../lib/query.ts';
import { createMemo, createSignal, For, lazy, Show, Suspense } from 'solid-js';
import { api } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { formatCount, plural } from '../../lib/format.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Check } from '../../ui/field.tsx';
import { Pane } from '../../ui/pane.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import { EmptyState, FilteredOut, Loaded } from '../../ui/states.tsx';
import { RelativeTime, Status } from '../../ui/words.tsx';
import { Budget } from './budget.tsx';
import { keyName, keyState, limitText } from './key-words.ts';
import './keys.css';

const CreateSheet = lazy(() => import('./create.tsx'));
const RemoveSheet = lazy(() => import('./remove.tsx'));
const KeyInspector = lazy(() => import('./inspector.tsx'));

const SIZE = 50;
const sortable = { key_alias: 'Name', spend: 'Spend', created_at: 'Created' } as const;
type Sort = keyof typeof sortable;

/** Every virtual key of the gateway. Keys are live: nothing here is staged. */
export default function Keys() {
  const [address, setAddress] = useSearchParams<{ q?: string; page?: string; sort?: string; create?: string }>();
  const params = useParams<{ key?: string }>();
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const [removing, setRemoving] = createSignal<readonly VirtualKeyView[] | null>(null);
  const page = () => Math.max(1, Number(address.page ?? 1));
  const sort = (): Sort => (address.sort && address.sort in sortable ? (address.sort as Sort) : 'created_at');
  const keys = useQuery(() => ({
    ...api.key.list.options({ page: page(), size: SIZE, sort: sort(), ...(address.q ? { search: address.q } : {}) }),
    placeholderData: keepPreviousData,
    staleTime: 15_000,
  }));
  const rows = (): readonly VirtualKeyView[] => (keys.isSuccess ? keys.data.keys : []);
  const byToken = createMemo(() => new Map(rows().map((key) => [key.token, key])));
  const chosen = () => rows().filter(({ token }) => selected().has(token));
  const open = (token: string) =>
    navigate(`/keys/${encodeURIComponent(token)}${location.search}`, {
      replace: params.key !== undefined,
      scroll: false,
    });
  const close = () => navigate(`/keys${location.search}`, { scroll: false });
  const toggle = (tokens: readonly string[], on: boolean) => {
    const next = new Set(selected());
    for (const token of tokens) {
      if (on) next.add(token);
      else next.delete(token);
    }
    setSelected(next);
  };
  const header = (by: Sort, label: string, cls: string) => (
    <th class={cls} aria-sort={sort() === by ? 'descending' : undefined}>
      <button type="button" class="sort" onClick={() => setAddress({ sort: by, page: undefined })}>
        {label}
      </button>
    </th>
  );
  return (
    <>
      <Pane
        title="Keys"
        count={keys.isSuccess ? formatCount(keys.data.total) : undefined}
        search={{
          placeholder: 'Name of a key',
          value: address.q ?? '',
          onInput: (q) => setAddress({ q, page: undefined }, { replace: true }),
        }}
        action={
          <Show when={mayEdit()}>
            <Button icon="plus" look={params.key ? undefined : 'filled'} onClick={() => setAddress({ create: '1' })}>
              New key
            </Button>
          </Show>
        }
      >
        <div class="scroll" tabIndex={0}>
          <div class="filters">
            <Show
              when={selected().size > 0}
              fallback={<small>Keys are live: changes take effect at once, no Apply needed</small>}
            >
              <span>{plural(selected().size, 'key')} selected</span>
              <Button look="danger" small onClick={() => setRemoving(chosen())}>
                Delete…
              </Button>
              <Button look="plain" small onClick={() => setSelected(new Set<string>())}>
                Select none
              </Button>
            </Show>
          </div>
          <Loaded query={keys} what="Keys could not be read." rows={12}>
            {(data) => (
              <Show
                when={data().keys.length > 0}
                fallback={
                  <Show
                    when={address.q}
                    fallback={
                      <EmptyState
                        title="No key yet"
                        text="A key lets a person or a program call the gateway, within limits that you set."
                      >
                        <Show when={mayEdit()}>
                          <Button onClick={() => setAddress({ create: '1' })}>Make the first key</Button>
                        </Show>
                      </EmptyState>
                    }
                  >
                    {(q) => (
                      <FilteredOut search={q()} hidden="All keys are" onClear={() => setAddress({ q: undefined })} />
                    )}
                  </Show>
                }
              >
                <table class="table keys" role="grid" aria-label="Keys" onKeyDown={onRowKeys}>
                  <thead>
                    <tr>
                      <th class="p2 pick">
                        <Check
                          label="Select all"
                          on={selected().size > 0 && chosen().length === data().keys.length}
                          mixed={chosen().length > 0 && chosen().length < data().keys.length}
                          onChange={(on) =>
                            toggle(
                              data().keys.map(({ token }) => token),
                              on,
                            )
                          }
                        />
                      </th>
                      {header('key_alias', 'Name', 'grow')}
                      <th class="p2">Key</th>
                      <th class="p3">Models</th>
                      {header('spend', 'Spend, this period', 'last')}
                      <th class="num p3">Limit</th>
                      <th class="p2">Expires</th>
                      <th class="p2">State</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={data().keys.map(({ token }) => token)}>
                      {(token) => (
                        <Show when={byToken().get(token)}>
                          {(key) => (
                            <Row
                              view={key()}
                              open={params.key === token}
                              selected={selected().has(token)}
                              onOpen={() => open(token)}
                              onSelect={(on) => toggle([token], on)}
                            />
                          )}
                        </Show>
                      )}
                    </For>
                  </tbody>
                </table>
                <div class="list-footer line">
                  <span>
                    {data().keys.length} of {plural(data().total, 'key')}
                  </span>
                  <span class="push" />
                  <Show when={data().pages > 1}>
                    <Button small disabled={page() <= 1} onClick={() => setAddress({ page: String(page() - 1) })}>
                      Back
                    </Button>
                    <span>
                      Page {page()} of {data().pages}
                    </span>
                    <Button
                      small
                      disabled={page() >= data().pages}
                      onClick={() => setAddress({ page: String(page() + 1) })}
                    >
                      On
                    </Button>
                  </Show>
                </div>
              </Show>
            )}
          </Loaded>
        </div>
      </Pane>
      <Suspense>
        <Show when={params.key ? byToken().get(params.key) : undefined}>
          {(key) => <KeyInspector view={key()} onClose={close} onRemove={() => setRemoving([key()])} />}
        </Show>
        <Show when={address.create !== undefined}>
          <CreateSheet onClose={() => setAddress({ create: undefined })} />
        </Show>
        <Show when={removing()}>
          {(list) => (
            <RemoveSheet
              keys={list()}
              onClose={() => setRemoving(null)}
              onRemoved={() => {
                setSelected(new Set<string>());
                close();
              }}
            />
          )}
        </Show>
      </Suspense>
    </>
  );
}

function Row(props: {
  readonly view: VirtualKeyView;
  readonly open: boolean;
  readonly selected: boolean;
  readonly onOpen: () => void;
  readonly onSelect: (on: boolean) => void;
}) {
  const state = () => keyState(props.view, now());
  return (
    <tr data-row tabIndex={0} aria-selected={props.open} onClick={() => props.onOpen()}>
      <td class="p2 pick">
        <Check label={`Select ${keyName(props.view)}`} on={props.selected} onChange={(on) => props.onSelect(on)} />
      </td>
      <td class="grow">
        <strong class="name clip block">{keyName(props.view)}</strong>
        <span class="sub clip">
          {props.view.masked} · {state().word}
        </span>
      </td>
      <td class="mono p2">{props.view.masked}</td>
      <td class="p3">
        <span class="clip block">{props.view.models.length === 0 ? 'all' : props.view.models.join(', ')}</span>
      </td>
      <td class="last">
        <Budget view={props.view} />
      </td>
      <td class="num p3">{limitText(props.view)}</td>
      <td class="p2">
        <Show when={props.view.expiresAt} fallback={<span class="quiet">never</span>}>
          {(at) => <RelativeTime at={at()} />}
        </Show>
      </td>
      <td class="p2">
        <Status state={state().state}>{state().word}</Status>
      </td>
    </tr>
  );
}
