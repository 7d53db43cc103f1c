import type { RegentEvent } from '@regent/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, rollout, saveModel, startHarness } from '../testing/harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

/** Collects events until `enough` says so. */
async function collect(
  work: () => Promise<unknown>,
  enough: (events: RegentEvent[]) => boolean,
): Promise<RegentEvent[]> {
  const abort = new AbortController();
  const events: RegentEvent[] = [];
  const reading = (async () => {
    for await (const { event } of harness.running.app.hub.stream(null, abort.signal)) {
      events.push(event);
      if (enough(events)) abort.abort();
    }
  })();
  await work();
  await reading;
  return events;
}

test('a save is told to every stream with the new count', async () => {
  const events = await collect(
    () => saveModel(harness, 'a'),
    (seen) => seen.some((event) => event.type === 'changes'),
  );
  expect(events[0]).toEqual({ type: 'items', kinds: ['model'] });
  expect(events[1]).toMatchObject({ type: 'changes', summary: { count: 1, people: ['ann@example.org'] } });
});

test('a run is told step by step until its end', async () => {
  await saveModel(harness, 'a');
  const events = await collect(
    () => rollout(harness),
    (seen) => seen.some((event) => event.type === 'run' && event.run.endedAt !== null),
  );
  const runs = events.flatMap((event) => (event.type === 'run' ? [event.run] : []));
  expect(runs.length).toBeGreaterThan(3);
  expect(runs.at(-1)).toMatchObject({ outcome: 'live' });
});

test('an engine that comes up late makes its revision live, and everybody hears of it', async () => {
  await harness.admin.setting.save({ readyTimeoutMs: 1_000 });
  await saveModel(harness, 'a');
  harness.servant.script.away = true;
  await rollout(harness);
  harness.servant.script.away = false;
  await harness.servant.driver.reload({ deadlineMs: 1_000 });
  const events = await collect(
    () => harness.running.app.watch.lookAndTell(),
    (seen) => seen.some((event) => event.type === 'servant' && event.servant.state === 'serving'),
  );
  expect(events.length).toBeGreaterThan(0);
  const { revisions } = await harness.admin.revision.list({ limit: 1 });
  expect(revisions[0]).toMatchObject({ outcome: 'live', live: true });
});

test('who edits what is told to every stream with its end, and leaves no row behind', async () => {
  const entries = async () => (await harness.admin.audit.list({ limit: 50 })).entries.length;
  const before = await entries();
  const [event] = await collect(
    () => harness.admin.presence.announce({ kind: 'model', key: 'm1' }),
    (seen) => seen.length === 1,
  );
  expect(event).toMatchObject({ type: 'presence', kind: 'model', key: 'm1', who: 'ann@example.org' });
  const [left] = await collect(
    () => harness.admin.presence.announce({ kind: 'model', key: 'm1', leaving: true }),
    (seen) => seen.length === 1,
  );
  expect(left).toMatchObject({ type: 'presence', until: null });
  expect(await entries()).toBe(before);
});
