import type { RegentEvent } from '@regent/core';
import { expect, test } from 'vitest';
import { createHub, type EventHub, type HubEvent } from './hub.ts';

const kinds = (name: string): RegentEvent => ({ type: 'items', kinds: [name] });

async function take(hub: EventHub, count: number, lastEventId: string | null): Promise<HubEvent[]> {
  const abort = new AbortController();
  const taken: HubEvent[] = [];
  for await (const entry of hub.stream(lastEventId, abort.signal)) {
    taken.push(entry);
    if (taken.length === count) abort.abort();
  }
  return taken;
}

test('a client that comes back gets exactly what it missed, in order', async () => {
  const hub = createHub('boot');
  const first = take(hub, 1, null);
  hub.publish(kinds('a'));
  const [seen] = await first;
  hub.publish(kinds('b'));
  hub.publish(kinds('c'));
  const missed = await take(hub, 2, seen?.id ?? '');
  expect(missed.map((entry) => entry.event)).toEqual([kinds('b'), kinds('c')]);
});

test('an id that is too old, or of another process, is answered with a reset', async () => {
  const hub = createHub('boot');
  hub.publish(kinds('a'));
  expect((await take(hub, 1, 'other-0000000001'))[0]?.event).toEqual({ type: 'reset' });
  for (let index = 0; index < 600; index++) hub.publish(kinds('x'));
  expect((await take(hub, 1, 'boot-0000000001'))[0]?.event).toEqual({ type: 'reset' });
});

test('the reset carries an id from which the next return goes on', async () => {
  const hub = createHub('boot');
  hub.publish(kinds('a'));
  const [reset] = await take(hub, 1, 'other-0000000001');
  hub.publish(kinds('b'));
  expect((await take(hub, 1, reset?.id ?? ''))[0]?.event).toEqual(kinds('b'));
});

test('ids sort as text', async () => {
  const hub = createHub('boot');
  const twelve = take(hub, 12, null);
  for (let index = 0; index < 12; index++) hub.publish(kinds('x'));
  const ids = (await twelve).map((entry) => entry.id);
  expect([...ids].sort()).toEqual(ids);
});
