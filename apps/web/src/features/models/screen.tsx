import type { ModelView } from '@regent/core';
import { useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { createMemo, createSignal, lazy, Show, Suspense } from 'solid-js';
import { plural } from '../../lib/format.ts';
import { useFindings } from '../../lib/item/findings.tsx';
import { useMayEdit } from '../../lib/session.ts';
import { readStored, writeStored } from '../../lib/storage.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { FilteredOut, Loaded } from '../../ui/states.tsx';
import { exportCsv } from './export.ts';
import { Filters } from './filters.tsx';
import { filterModels, groupModels, type ModelFilter, noFilter } from './grouping.ts';
import { ModelList } from './list.tsx';
import { useModels } from './queries.ts';
import './models.css';

const ModelInspector = lazy(() => import('./inspector.tsx'));
const BulkInspector = lazy(() => import('./bulk.tsx'));
const Discover = lazy(() => import('./discover.tsx'));
const ProposalNote = lazy(() => import('./proposal-note.tsx'));
const NoModels = lazy(() => import('./empty.tsx'));

/** Deployments grouped by public name, with the one that is open beside them. */
export default function Models() {
  const models = useModels();
  const params = useParams<{ key?: string }>();
  const navigate = useNavigate();
  const mayEdit = useMayEdit();
  const findings = useFindings();
  const [address, setAddress] = useSearchParams<{
    q?: string;
    mode?: string;
    provider?: string;
    health?: string;
    staged?: string;
    discover?: string;
  }>();
  const [expanded, setExpanded] = createSignal<ReadonlySet<string>>(
    new Set(readStored<string[]>('session', 'models.open', [])),
  );
  const [selected, setSelected] = createSignal<ReadonlySet<string> | null>(null);

  const filter = (): ModelFilter => ({
    search: address.q ?? '',
    mode: address.mode ?? 'all',
    provider: address.provider ?? '',
    health: address.health ?? '',
    stagedOnly: address.staged !== undefined,
  });
  const clear = () =>
    setAddress({ q: undefined, mode: undefined, provider: undefined, health: undefined, staged: undefined });
  const all = (): readonly ModelView[] => (models.isSuccess ? models.data : []);
  const shown = createMemo(() => filterModels(all(), filter()));
  const groups = createMemo(() => groupModels(shown()));
  const filtered = () => JSON.stringify(filter()) !== JSON.stringify(noFilter);
  const opened = createMemo(() => {
    const holder = groups().find(({ deployments }) => deployments.some(({ key }) => key === params.key));
    // What is found or open is shown; the rest stays as it was left.
    return filtered() && filter().mode === 'all'
      ? new Set(groups().map(({ name }) => name))
      : new Set([...expanded(), ...(holder ? [holder.name] : [])]);
  });
  const toggle = (name: string) => {
    const next = new Set(expanded());
    if (!next.delete(name)) next.add(name);
    setExpanded(next);
    writeStored('session', 'models.open', [...next]);
  };
  const select = (keys: readonly string[], on: boolean) => {
    const next = new Set(selected() ?? []);
    for (const key of keys) {
      if (on) next.add(key);
      else next.delete(key);
    }
    setSelected(next);
  };
  const open = (key: string) => {
    // A clone names what it starts from; everything else keeps search, filters and tab.
    const address = key.startsWith('new?') ? key : `${encodeURIComponent(key)}${withoutFrom(location.search)}`;
    navigate(`/models/${address}`, { replace: params.key !== undefined, scroll: false });
  };
  const close = () => navigate(`/models${withoutFrom(location.search)}`, { scroll: false });
  const step = (by: 1 | -1) => {
    const order = groups().flatMap(({ deployments }) => deployments);
    const next = order[order.findIndex(({ key }) => key === params.key) + by];
    if (next) open(next.key);
  };

  return (
    <>
      <Pane
        title="Models"
        grouped={models.isSuccess && all().length === 0}
        count={models.isSuccess && all().length > 0 ? plural(groupModels(all()).length, 'group') : undefined}
        search={{
          placeholder: 'Find a model',
          value: filter().search,
          onInput: (q) => setAddress({ q }, { replace: true }),
        }}
        action={
          <Show when={mayEdit()}>
            <Button
              icon="plus"
              look={params.key || all().length === 0 ? undefined : 'filled'}
              onClick={() => open('new')}
            >
              Add model
            </Button>
          </Show>
        }
        menu={[
          {
            label: 'Discover from a provider…',
            icon: 'search',
            run: () => setAddress({ discover: 'open' }),
            disabled: !mayEdit(),
          },
          {
            label: selected() ? 'Stop selecting' : 'Select several…',
            icon: 'check',
            run: () => setSelected(selected() ? null : new Set<string>()),
            disabled: !mayEdit(),
          },
          { label: 'Export as CSV', icon: 'backup', run: () => exportCsv(shown()) },
        ]}
      >
        <div class="scroll">
          <Suspense>
            <ProposalNote onLook={() => setAddress({ discover: 'open' })} />
          </Suspense>
          <Loaded query={models} what="Models could not be read." rows={14}>
            {() => (
              <Show when={all().length > 0} fallback={<NoModels onDiscover={() => setAddress({ discover: 'open' })} />}>
                <Filters models={all()} filter={filter()} onFilter={setAddress} />
                <Show
                  when={groups().length > 0}
                  fallback={
                    <FilteredOut search={filter().search} hidden={plural(all().length, 'deployment')} onClear={clear} />
                  }
                >
                  <ModelList
                    groups={groups()}
                    openKey={params.key}
                    onOpen={open}
                    expanded={opened()}
                    onToggle={toggle}
                    selected={selected()}
                    onSelect={select}
                    mayEdit={mayEdit()}
                    findings={findings}
                  />
                  <p class="list-footer">
                    {plural(groups().length, 'group')} · {plural(shown().length, 'deployment')} · prices in USD per 1 M
                    tokens
                  </p>
                </Show>
              </Show>
            )}
          </Loaded>
        </div>
      </Pane>
      <Suspense
        fallback={
          <Show when={params.key}>
            <aside class="inspector" aria-busy="true" />
          </Show>
        }
      >
        <Show
          when={selected()}
          fallback={
            <Show when={params.key}>
              {(key) => (
                <ModelInspector
                  modelKey={key()}
                  models={all()}
                  ready={models.isSuccess}
                  onClose={close}
                  onOpen={open}
                  onStep={step}
                />
              )}
            </Show>
          }
        >
          {(keys) => (
            <BulkInspector models={all().filter(({ key }) => keys().has(key))} onClose={() => setSelected(null)} />
          )}
        </Show>
        <Show when={address.discover}>
          <Discover onClose={() => setAddress({ discover: undefined })} />
        </Show>
      </Suspense>
    </>
  );
}

function withoutFrom(search: string): string {
  const params = new URLSearchParams(search);
  params.delete('from');
  return params.size > 0 ? `?${params}` : '';
}
