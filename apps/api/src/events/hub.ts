import type { RegentEvent } from '@regent/core';

export interface HubEvent {
  /** Text that sorts; `boot-number`, so that ids of another process are told apart. */
  readonly id: string;
  readonly event: RegentEvent;
}

/** Hands events of this process to any number of streams and keeps the last ones for those that come back. */
export interface EventHub {
  publish(event: RegentEvent): void;
  /**
   * What came after `lastEventId`, then everything new, until `signal` aborts. An id that is too old, or of another
   * process, gives a `reset` first. Without an id it begins with now.
   */
  stream(lastEventId: string | null, signal: AbortSignal): AsyncGenerator<HubEvent>;
}

const RING_SIZE = 500;
/** A reader that falls this far behind is told to start over. */
const BACKLOG_MAX = 1_000;

export function createHub(bootId: string): EventHub {
  const ring: HubEvent[] = [];
  const listeners = new Set<(event: HubEvent) => void>();
  let count = 0;
  const idOf = (number: number) => `${bootId}-${String(number).padStart(10, '0')}`;

  return {
    publish(event) {
      count += 1;
      const entry = { id: idOf(count), event };
      ring.push(entry);
      if (ring.length > RING_SIZE) ring.shift();
      for (const listener of listeners) listener(entry);
    },
    async *stream(lastEventId, signal) {
      const reset: HubEvent = { id: idOf(count), event: { type: 'reset' } };
      let queue = lastEventId === null ? [] : (after(ring, lastEventId, idOf(count)) ?? [reset]);
      let wake = () => {};
      const listener = (entry: HubEvent) => {
        queue = queue.length < BACKLOG_MAX ? [...queue, entry] : [{ id: entry.id, event: { type: 'reset' } }];
        wake();
      };
      const onAbort = () => wake();
      listeners.add(listener);
      signal.addEventListener('abort', onAbort);
      try {
        while (!signal.aborted) {
          const [next, ...rest] = queue;
          if (next === undefined) {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
            continue;
          }
          queue = rest;
          yield next;
        }
      } finally {
        listeners.delete(listener);
        signal.removeEventListener('abort', onAbort);
      }
    },
  };
}

/** Events after the named one; null when it is not known here any more. */
function after(ring: readonly HubEvent[], id: string, newest: string): HubEvent[] | null {
  if (id === newest) return [];
  const index = ring.findIndex((entry) => entry.id === id);
  return index === -1 ? null : ring.slice(index + 1);
}
