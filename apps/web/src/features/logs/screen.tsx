import type { LogLineView } from '@regent/core';
import { useSearchParams } from '@solidjs/router';
import { useQuery } from '../../lib/query.ts';
import { createVirtualizer } from '@tanstack/solid-virtual';
import { createEffect, createMemo, createSignal, For, Show } from 'solid-js';
import { api } from '../../lib/api.ts';
import { downloadText } from '../../lib/csv.ts';
import { formatClock, plural } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { Pane } from '../../ui/pane.tsx';
import { Segments } from '../../ui/segments.tsx';
import { EmptyState, FilteredOut, Loaded } from '../../ui/states.tsx';
import './logs.css';

const TAIL = 2000;
const POLL_MS = 2000;
const LINE_PX = 20;
const levels = [
  { value: 'all', label: 'All' },
  { value: 'warning', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
] as const;

/** What the Servant writes, without secrets. It follows the end until somebody scrolls up or pauses. */
export default function Logs() {
  const [address, setAddress] = useSearchParams<{ q?: string; level?: string }>();
  const [following, setFollowing] = createSignal(true);
  const logs = useQuery(() => ({
    ...api.servant.logs.options({ tail: TAIL }),
    refetchInterval: following() ? POLL_MS : false,
    staleTime: 0,
  }));
  const level = () => levels.find(({ value }) => value === address.level)?.value ?? 'all';
  const lines = createMemo((): readonly LogLineView[] => {
    const ask = (address.q ?? '').toLowerCase();
    return (logs.isSuccess ? logs.data : []).filter(
      (line) =>
        line.text.toLowerCase().includes(ask) &&
        (level() === 'all' || line.level === 'error' || (level() === 'warning' && line.level === 'warning')),
    );
  });
  return (
    <Pane
      title="Logs"
      count={logs.isSuccess ? `last ${plural(logs.data.length, 'line')}` : undefined}
      search={{
        placeholder: 'Find in the log',
        value: address.q ?? '',
        onInput: (q) => setAddress({ q }, { replace: true }),
      }}
      action={
        <Button icon={following() ? 'pause' : 'down'} onClick={() => setFollowing(!following())}>
          {following() ? 'Pause' : 'Follow'}
        </Button>
      }
      menu={[
        {
          label: 'Download',
          icon: 'backup',
          run: () =>
            downloadText(
              'servant.log',
              lines()
                .map(({ at, text }) => `${at ?? ''} ${text}`)
                .join('\n'),
            ),
        },
      ]}
    >
      <div class="log-frame">
        <div class="filters">
          <Segments
            label="Level"
            value={level()}
            options={levels}
            onChange={(next) => setAddress({ level: next === 'all' ? undefined : next })}
          />
        </div>
        <Loaded query={logs} what="The log could not be read." rows={16}>
          {(data) => (
            <Show
              when={data().length > 0}
              fallback={<EmptyState title="No line yet" text="The Servant has written nothing since it started." />}
            >
              <Show
                when={lines().length > 0}
                fallback={
                  <FilteredOut
                    search={address.q ?? ''}
                    hidden={plural(data().length, 'line')}
                    onClear={() => setAddress({ q: undefined, level: undefined })}
                  />
                }
              >
                <Lines lines={lines()} following={following()} onFollow={setFollowing} />
              </Show>
            </Show>
          )}
        </Loaded>
      </div>
    </Pane>
  );
}

function Lines(props: {
  readonly lines: readonly LogLineView[];
  readonly following: boolean;
  readonly onFollow: (on: boolean) => void;
}) {
  let box!: HTMLDivElement;
  const rows = createVirtualizer({
    get count() {
      return props.lines.length;
    },
    getScrollElement: () => box,
    estimateSize: () => LINE_PX,
    overscan: 20,
  });
  createEffect(() => {
    const last = props.lines.length - 1;
    if (props.following && last >= 0) queueMicrotask(() => rows.scrollToIndex(last, { align: 'end' }));
  });
  const onWheel = (event: WheelEvent) => event.deltaY < 0 && props.following && props.onFollow(false);
  return (
    <div
      class="log-lines"
      role="log"
      aria-label="Log of the Servant"
      tabIndex={0}
      ref={(element) => (box = element)}
      onWheel={onWheel}
      onKeyDown={(event) => ['ArrowUp', 'PageUp', 'Home'].includes(event.key) && props.onFollow(false)}
    >
      <div class="log-space" style={{ 'block-size': `${rows.getTotalSize()}px` }}>
        <For each={rows.getVirtualItems()}>
          {(row) => {
            const line = () => props.lines[row.index];
            return (
              <p class={line()?.level ?? ''} style={{ translate: `0 ${row.start}px` }} title={line()?.text}>
                <time>{line()?.at ? formatClock(line()?.at ?? '') : ''}</time>
                <b>{line()?.level ?? ''}</b>
                <span>{line()?.text}</span>
              </p>
            );
          }}
        </For>
      </div>
    </div>
  );
}
