import type { ItemView } from '@regent/core';
import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createMemo, For, lazy, Show, Suspense } from 'solid-js';
import { api } from '../../lib/api.ts';
import { plural } from '../../lib/format.ts';
import { valueAt } from '../../lib/item/path.ts';
import { useMayEdit } from '../../lib/session.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import { EmptyState, FilteredOut, Loaded } from '../../ui/states.tsx';
import { Flag, Tile } from '../../ui/words.tsx';

const CredentialInspector = lazy(() => import('./inspector.tsx'));

/** Named provider credentials of the vault, and how many deployments use each. */
export default function Credentials() {
  const credentials = useQuery(() => api.item.list.options({ kind: 'credential' }));
  const models = useQuery(() => api.item.list.options({ kind: 'model' }));
  const params = useParams<{ key?: string }>();
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  const [address, setAddress] = useSearchParams<{ q?: string }>();
  const all = (): readonly ItemView[] => (credentials.isSuccess ? credentials.data : []);
  const shown = createMemo(() => {
    const ask = (address.q ?? '').toLowerCase();
    return all()
      .filter((item) => `${item.name} ${providerOf(item)}`.toLowerCase().includes(ask))
      .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  });
  const byKey = createMemo(() => new Map(shown().map((item) => [item.key, item])));
  const users = createMemo(() => {
    const counts = new Map<string, number>();
    for (const model of models.isSuccess ? models.data : []) {
      const name = valueAt(model.data, ['litellm_params', 'litellm_credential_name']);
      if (typeof name === 'string') counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  });
  const open = (key: string) =>
    navigate(`/providers/${encodeURIComponent(key)}`, { replace: params.key !== undefined, scroll: false });
  const step = (by: 1 | -1) => {
    const next = shown()[shown().findIndex(({ key }) => key === params.key) + by];
    if (next) open(next.key);
  };
  return (
    <>
      <Pane
        title="Providers"
        count={all().length > 0 ? plural(all().length, 'credential') : undefined}
        search={{
          placeholder: 'Find a credential',
          value: address.q ?? '',
          onInput: (q) => setAddress({ q }, { replace: true }),
        }}
        action={
          <Show when={mayEdit()}>
            <Button icon="plus" look={params.key ? undefined : 'filled'} onClick={() => open('new')}>
              Add credential
            </Button>
          </Show>
        }
      >
        <div class="scroll" tabIndex={0}>
          <Loaded query={credentials} what="Credentials could not be read.">
            {() => (
              <Show
                when={all().length > 0}
                fallback={
                  <EmptyState
                    title="No credential yet"
                    text="Store a provider's key once, under a name, and let any number of deployments use it. Rotating it is then one change."
                  />
                }
              >
                <Show
                  when={shown().length > 0}
                  fallback={
                    <FilteredOut
                      search={address.q ?? ''}
                      hidden={plural(all().length, 'credential')}
                      onClear={() => setAddress({ q: undefined })}
                    />
                  }
                >
                  <table class="table" role="grid" aria-label="Credentials" onKeyDown={onRowKeys}>
                    <thead>
                      <tr>
                        <th class="grow">Name</th>
                        <th class="p2">Provider</th>
                        <th class="p2">Holds</th>
                        <th class="num last">Used by</th>
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
                                aria-selected={params.key === key}
                                onClick={() => open(key)}
                              >
                                <td class="grow">
                                  <span class="line">
                                    <Tile name={providerOf(item()) || item().name} />
                                    <strong class="name clip">{item().name}</strong>
                                    <Flag flag={item().flag} />
                                  </span>
                                  <span class="sub clip">{providerOf(item())}</span>
                                </td>
                                <td class="p2">{providerOf(item())}</td>
                                <td class="p2 quiet">
                                  <span class="clip">
                                    {Object.keys((item().data.credential_values as object | undefined) ?? {}).join(
                                      ', ',
                                    )}
                                  </span>
                                </td>
                                <td class="num last">
                                  {models.isSuccess ? plural(users().get(item().name) ?? 0, 'deployment') : '–'}
                                </td>
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
      <Suspense>
        <Show when={params.key && (params.key === 'new' || byKey().get(params.key)) ? params.key : undefined}>
          {(key) => (
            <CredentialInspector
              view={byKey().get(key()) ?? null}
              onClose={() => navigate('/providers', { scroll: false })}
              onOpen={open}
              onStep={step}
            />
          )}
        </Show>
      </Suspense>
    </>
  );
}

function providerOf(item: ItemView): string {
  const provider = valueAt(item.data, ['credential_info', 'custom_llm_provider']);
  return typeof provider === 'string' ? provider : '';
}
