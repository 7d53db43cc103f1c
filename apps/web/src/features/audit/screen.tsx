import { useSearchParams } from '@solidjs/router';
import { useInfiniteQuery, useMutation } from '@tanstack/solid-query';
import { createMemo, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { formatCount, plural } from '../../lib/format.ts';
import { useQuery } from '../../lib/query.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pane } from '../../ui/pane.tsx';
import { EmptyState, FailureBanner, FilteredOut, Loaded } from '../../ui/states.tsx';
import { toast, toastFailure } from '../../ui/toasts.tsx';
import './audit.css';
import { AuditEntry } from './entry.tsx';
import { type AuditFilter, exportAudit } from './export.ts';
import { actGroups } from './sentence.ts';

const PAGE = 100;
const MINUTE_MS = 60_000;
const times = [
  { value: '', label: 'Any time', minutes: 0 },
  { value: '1h', label: 'Last hour', minutes: 60 },
  { value: '24h', label: 'Last 24 hours', minutes: 24 * 60 },
  { value: '7d', label: 'Last 7 days', minutes: 7 * 24 * 60 },
  { value: '30d', label: 'Last 30 days', minutes: 30 * 24 * 60 },
] as const;

/** Who did what to what, in a chain that cannot be changed unseen. The address holds the filter. */
export default function Audit() {
  const [address, setAddress] = useSearchParams<{ q?: string; who?: string; what?: string; time?: string }>();
  const filter = createMemo<AuditFilter>(() => {
    const nouns = actGroups.find(({ value }) => value === address.what)?.nouns;
    const minutes = times.find(({ value }) => value === (address.time ?? ''))?.minutes ?? 0;
    // To the minute, so that the ticking clock does not ask anew each time.
    const from = Math.floor(now() / MINUTE_MS - minutes) * MINUTE_MS;
    return {
      ...(address.q?.trim() ? { text: address.q.trim() } : {}),
      ...(address.who ? { actor: address.who } : {}),
      ...(nouns ? { nouns: [...nouns] } : {}),
      ...(minutes > 0 ? { from: new Date(from).toISOString() } : {}),
    };
  });
  const isFiltered = () => Object.keys(filter()).length > 0;
  const list = useInfiniteQuery(() => ({
    queryKey: [...api.audit.list.key(), filter()],
    queryFn: ({ pageParam }: { pageParam: number | null }) =>
      api.audit.list.query({ ...filter(), limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    staleTime: 0,
  }));
  const verify = useMutation(() => ({ mutationFn: () => api.audit.verify.query() }));
  const give = useMutation(() => ({
    mutationFn: (format: 'csv' | 'json') => exportAudit(filter(), format),
    onSuccess: (count) => toast(`Exported ${plural(count, 'entry', 'entries')}`),
    onError: toastFailure,
  }));
  const shown = () => (list.isSuccess ? list.data.pages.flatMap((page) => page.entries) : []);
  return (
    <Pane
      title="Audit"
      search={{
        placeholder: 'Who, what',
        value: address.q ?? '',
        onInput: (q) => setAddress({ q: q || undefined }, { replace: true }),
      }}
      action={
        <Button icon="audit" busy={verify.isPending} aria-label="Verify the chain" onClick={() => verify.mutate()}>
          Verify<span class="where-wide"> the chain</span>
        </Button>
      }
      menu={[
        { label: 'Export as CSV', disabled: give.isPending, run: () => give.mutate('csv') },
        { label: 'Export as JSON', disabled: give.isPending, run: () => give.mutate('json') },
      ]}
    >
      <div class="scroll" tabIndex={0}>
        <Filters
          who={address.who ?? ''}
          what={address.what ?? ''}
          time={address.time ?? ''}
          onFilter={(change) => setAddress(change, { replace: true })}
        />
        <Verdict verdict={verify.isSuccess ? verify.data : null} />
        <Show when={verify.isError}>
          <FailureBanner error={verify.error} what="Not verified." />
        </Show>
        <Loaded query={list} what="The audit could not be read." rows={10}>
          {() => (
            <Show
              when={shown().length > 0}
              fallback={
                <Show
                  when={isFiltered()}
                  fallback={<EmptyState title="No entry" text="Every change is written here." />}
                >
                  <FilteredOut
                    search={address.q ?? ''}
                    hidden="All entries are"
                    onClear={() => setAddress({ q: undefined, who: undefined, what: undefined, time: undefined })}
                  />
                </Show>
              }
            >
              <ol class="acts" aria-label="Entries, newest first">
                <For each={shown()}>{(entry) => <AuditEntry entry={entry} />}</For>
              </ol>
              <Show when={list.hasNextPage}>
                <p class="list-footer">
                  <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    Older ones
                  </Button>
                </p>
              </Show>
            </Show>
          )}
        </Loaded>
      </div>
    </Pane>
  );
}

type FilterChange = Partial<Record<'who' | 'what' | 'time', string | undefined>>;

function Filters(props: {
  readonly who: string;
  readonly what: string;
  readonly time: string;
  readonly onFilter: (change: FilterChange) => void;
}) {
  const actors = useQuery(() => api.audit.actors.options());
  const people = () => [...new Set([...(actors.isSuccess ? actors.data : []), ...(props.who ? [props.who] : [])])];
  return (
    <div class="filters">
      <Select
        label="Who"
        value={props.who}
        options={[{ value: '', label: 'Everybody' }, ...people().map((value) => ({ value, label: value }))]}
        onValue={(who) => props.onFilter({ who: who || undefined })}
      />
      <Select
        label="What"
        value={props.what}
        options={[{ value: '', label: 'Everything' }, ...actGroups]}
        onValue={(what) => props.onFilter({ what: what || undefined })}
      />
      <Select
        label="When"
        value={props.time}
        options={times}
        onValue={(time) => props.onFilter({ time: time || undefined })}
      />
    </div>
  );
}

function Verdict(props: {
  readonly verdict: { readonly ok: boolean; readonly entries: number; readonly brokenAt: number | null } | null;
}) {
  return (
    <Show when={props.verdict}>
      {(verdict) => (
        <section class="banner notice" classList={{ bad: !verdict().ok }} role="status">
          <Icon name={verdict().ok ? 'check' : 'warn'} />
          <div>
            {verdict().ok
              ? `All ${formatCount(verdict().entries)} entries are as they were written.`
              : `The chain is broken at entry ${verdict().brokenAt}.`}
          </div>
        </section>
      )}
    </Show>
  );
}
