import { afterEach, beforeEach, expect, test } from 'vitest';
import { bob, type Harness, modelData, rollout, saveModel, startHarness } from '../../testing/harness.ts';

let now = new Date('2026-03-01T00:00:00Z');
let harness: Harness;
beforeEach(async () => {
  now = new Date('2026-03-01T00:00:00Z');
  harness = await startHarness({ clock: () => now });
});
afterEach(() => harness.close());

test('entries are found by person, kind of act, time and words, page by page', async () => {
  await saveModel(harness, 'gpt_5');
  await rollout(harness);
  now = new Date('2026-03-02T00:00:00Z');
  await harness.as(bob).item.save({ kind: 'model', data: modelData('gptx5'), baseVersion: 0 });
  const find = async (search: Parameters<typeof harness.admin.audit.list>[0]) =>
    (await harness.admin.audit.list(search)).entries.map(({ action, subject }) => `${action} ${subject}`);
  expect(await find({ actor: 'bob@example.org' })).toEqual(['item.save model gptx5']);
  expect(await find({ nouns: ['item'] })).toEqual(['item.save model gptx5', 'item.save model gpt_5']);
  expect(await find({ nouns: ['item'], until: '2026-03-01T12:00:00Z' })).toEqual(['item.save model gpt_5']);
  expect(await find({ from: '2026-03-01T12:00:00Z' })).toEqual(['item.save model gptx5']);
  // What a pattern would take as any character is the character itself.
  expect(await find({ text: 'gpt_5', nouns: ['item'] })).toEqual(['item.save model gpt_5']);
  expect(await harness.admin.audit.actors()).toEqual(expect.arrayContaining(['ann@example.org', 'bob@example.org']));

  const first = await harness.admin.audit.list({ limit: 1, nouns: ['item'] });
  const second = await harness.admin.audit.list({ limit: 1, nouns: ['item'], cursor: first.next });
  expect([...first.entries, ...second.entries].map(({ subject }) => subject)).toEqual(['model gptx5', 'model gpt_5']);
});
