import { useInfiniteQuery, useMutation } from '@tanstack/solid-query';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { formatCount } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Pane } from '../../ui/pane.tsx';
import { EmptyState, FailureBanner, Loaded } from '../../ui/states.tsx';
import { RelativeTime } from '../../ui/words.tsx';

const PAGE = 100;

/** Who did what, in a chain that cannot be changed unseen. */
export default function Audit() {
  const list = useInfiniteQuery(() => ({
    queryKey: [...api.audit.list.key(), 'pages'],
    queryFn: ({ pageParam }: { pageParam: number | null }) =>
      api.audit.list.query({ limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  }));
  const verify = useMutation(() => ({ mutationFn: () => api.audit.verify.query() }));
  const [search, setSearch] = createSignal('');
  const shown = createMemo(() => {
    const ask = search().toLowerCase();
    const all = list.isSuccess ? list.data.pages.flatMap((page) => page.entries) : [];
    return all.filter(({ actor, action, subject, detail }) =>
      `${actor} ${action} ${subject} ${detail ?? ''}`.toLowerCase().includes(ask),
    );
  });
  return (
    <Pane
      title="Audit"
      search={{ placeholder: 'Who, what', value: search(), onInput: setSearch }}
      action={
        <Button icon="audit" busy={verify.isPending} onClick={() => verify.mutate()}>
          Verify the chain
        </Button>
      }
    >
      <div class="scroll" tabIndex={0}>
        <Show when={verify.isSuccess && verify.data}>
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
        <Show when={verify.isError}>
          <FailureBanner error={verify.error} what="Not verified." />
        </Show>
        <Loaded query={list} what="The audit could not be read.">
          {() => (
            <Show
              when={shown().length > 0}
              fallback={
                <EmptyState
                  title="No entry"
                  text={search() ? 'Nothing loaded so far matches.' : 'Every change is written here.'}
                />
              }
            >
              <table class="table">
                <thead>
                  <tr>
                    <th class="num">No.</th>
                    <th>When</th>
                    <th class="grow">What</th>
                    <th class="p2 last">Who</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={shown()}>
                    {(entry) => (
                      <tr>
                        <td class="num quiet">{entry.seq}</td>
                        <td>
                          <RelativeTime at={entry.at} />
                        </td>
                        <td class="grow">
                          <span class="line">
                            <span class="clip">
                              {entry.action} <strong>{entry.subject}</strong> <span class="quiet">{entry.detail}</span>
                            </span>
                          </span>
                          <span class="sub clip">{entry.actor}</span>
                        </td>
                        <td class="p2 last">{entry.actor}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
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
