import type { VirtualKeyView } from '@regent/core';
import { useParams, useNavigate, useSearchParams } from '@solidjs/router';
import { keepPreviousData } from '@tanstack/solid-query';
import { useQuery } from '../../lib/query.ts';
import { createMemo, createSignal, lazy, Show, Suspense } from 'solid-js';
import { api } from '../../lib/api.ts';
import { formatCount, plural } from '../../lib/format.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { EmptyState, FilteredOut, Loaded } from '../../ui/states.tsx';
import { type KeySort, keySorts, KeyTable } from './table.tsx';
import './keys.css';

const CreateSheet = lazy(() => import('./create.tsx'));
const RemoveSheet = lazy(() => import('./remove.tsx'));
const KeyInspector = lazy(() => import('./inspector.tsx'));

const SIZE = 50;
/** Every virtual key of the gateway. Keys are live: nothing here is staged. */
export default function Keys() {
  const [address, setAddress] = useSearchParams<{ q?: string; page?: string; sort?: string; create?: string }>();
  const params = useParams<{ key?: string }>();
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const [removing, setRemoving] = createSignal<readonly VirtualKeyView[] | null>(null);
  const page = () => Math.max(1, Number(address.page ?? 1));
  const sort = (): KeySort => keySorts.find((one) => one === address.sort) ?? 'created_at';
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
                <KeyTable
                  keys={data().keys}
                  openToken={params.key}
                  onOpen={open}
                  selected={selected()}
                  onSelect={toggle}
                  sort={sort()}
                  onSort={(by) => setAddress({ sort: by, page: undefined })}
                />
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
