import type { RevisionView } from '@regent/core';
import { A, useNavigate, useParams, useSearchParams } from '@solidjs/router';
import { useInfiniteQuery } from '@tanstack/solid-query';
import { createMemo, createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { now } from '../../lib/clock.ts';
import { plural } from '../../lib/format.ts';
import { outcomeWords } from '../../locale/en.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { onRowKeys } from '../../ui/row-keys.ts';
import { EmptyState, FilteredOut, Loaded } from '../../ui/states.tsx';
import { RelativeTime, Status } from '../../ui/words.tsx';
import { byAge, matching } from './ages.ts';
import { RevisionDetails } from './details.tsx';
import './history.css';

const PAGE = 50;

/** Every Apply, newest first, and what it changed against any other. */
export default function History() {
  const params = useParams<{ key?: string }>();
  const navigate = useNavigate();
  const [address, setAddress] = useSearchParams<{ against?: string; q?: string }>();
  const [picking, setPicking] = createSignal(false);
  const list = useInfiniteQuery(() => ({
    queryKey: [...api.revision.list.key(), 'pages'],
    queryFn: ({ pageParam }: { pageParam: number | null }) =>
      api.revision.list.query({ limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  }));
  const all = createMemo<readonly RevisionView[]>(() =>
    list.isSuccess ? list.data.pages.flatMap((page) => page.revisions) : [],
  );
  const shown = createMemo(() => byAge(matching(all(), address.q ?? ''), now()));
  const chosen = createMemo(
    () =>
      all().find(({ number }) => String(number) === params.key) ?? (params.key === undefined ? all()[0] : undefined),
  );
  const base = createMemo(() => (address.against === undefined ? (chosen()?.parent ?? null) : Number(address.against)));
  // Choosing the other one by keyboard: ↑ ↓ only move, Enter chooses, Esc gives up.
  let rows!: HTMLElement;
  const pick = () => {
    setPicking(!picking());
    if (picking()) rows.querySelector<HTMLElement>('[aria-current]')?.focus();
  };
  const open = (revision: RevisionView) => {
    if (picking()) {
      setAddress({ against: String(revision.number) });
      setPicking(false);
    } else
      navigate(`/history/${revision.number}${address.q ? `?q=${encodeURIComponent(address.q)}` : ''}`, {
        scroll: false,
      });
  };
  return (
    <Pane
      title="History"
      count={list.isSuccess ? plural(all().length, 'revision') : undefined}
      search={{
        placeholder: 'Reason, author',
        value: address.q ?? '',
        onInput: (q) => setAddress({ q }, { replace: true }),
      }}
      action={
        <Button disabled={all().length < 2} aria-pressed={picking()} onClick={pick}>
          {picking() ? 'Choose the other one (Esc)' : 'Compare…'}
        </Button>
      }
    >
      <Loaded query={list} what="The history could not be read." rows={10}>
        {() => (
          <Show
            when={all().length > 0}
            fallback={
              <EmptyState
                title="No Apply yet"
                text="Every Apply leaves a revision here that can be compared and brought back."
              />
            }
          >
            <div class="master" classList={{ chosen: params.key !== undefined }}>
              <nav
                class="scroll revisions"
                aria-label="Revisions"
                ref={(element) => (rows = element)}
                onKeyDown={(event) => {
                  if (event.key === 'Escape') setPicking(false);
                  onRowKeys(event);
                }}
              >
                <For
                  each={shown()}
                  fallback={
                    <FilteredOut
                      search={address.q ?? ''}
                      hidden={plural(all().length, 'revision')}
                      onClear={() => setAddress({ q: undefined })}
                    />
                  }
                >
                  {(group) => (
                    <>
                      <h2>{group.age}</h2>
                      <For each={group.revisions}>
                        {(revision) => (
                          <RevisionRow
                            revision={revision}
                            chosen={chosen()?.number === revision.number}
                            base={base() === revision.number}
                            picking={picking()}
                            onOpen={() => open(revision)}
                          />
                        )}
                      </For>
                    </>
                  )}
                </For>
                <Show when={list.hasNextPage}>
                  <Button look="plain" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    Older ones
                  </Button>
                </Show>
              </nav>
              <div class="scroll detail" tabIndex={0}>
                <A class="button plain back" href="/history">
                  All revisions
                </A>
                <Show
                  when={chosen()}
                  fallback={<EmptyState title="There is no such revision" text="It may be further down the list." />}
                >
                  {(revision) => <RevisionDetails revision={revision()} against={base()} />}
                </Show>
              </div>
            </div>
          </Show>
        )}
      </Loaded>
    </Pane>
  );
}

function RevisionRow(props: {
  readonly revision: RevisionView;
  readonly chosen: boolean;
  readonly base: boolean;
  readonly picking: boolean;
  readonly onOpen: () => void;
}) {
  const outcome = () => outcomeWords[props.revision.outcome];
  return (
    <button
      type="button"
      class="revision"
      data-row={props.picking ? 'still' : ''}
      data-base={props.base ? '' : undefined}
      aria-current={props.chosen ? 'true' : undefined}
      onClick={() => props.onOpen()}
    >
      <b>{props.revision.number}</b>
      <span class="what">
        <span class="clip">{props.revision.reason || 'No reason given'}</span>
        <small class="clip">
          {props.revision.author} · <RelativeTime at={props.revision.createdAt} /> ·{' '}
          {plural(props.revision.changes, 'change')}
          <Show when={props.revision.selected}> · a choice</Show>
          <Show when={props.revision.overrideReason}> · override</Show>
          <For each={props.revision.tags}>{(tag) => <span class="badge">{tag}</span>}</For>
        </small>
      </span>
      <Show
        when={props.revision.live}
        fallback={
          <Show
            when={props.base}
            fallback={
              <Show when={outcome().state === 'bad'}>
                <Status state="bad">{outcome().word}</Status>
              </Show>
            }
          >
            <span class="badge">Base</span>
          </Show>
        }
      >
        <Status state="ok">Live</Status>
      </Show>
    </button>
  );
}
