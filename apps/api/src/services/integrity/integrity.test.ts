import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, saveModel, startHarness, vic } from '../../testing/harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

const saveAlias = (target: string) =>
  harness.admin.item.save({ kind: 'alias', data: { name: 'short', target }, baseVersion: 0 });

test('a fix stages what the report offered, and the report is empty then', async () => {
  await saveModel(harness, 'claude-sonnet');
  await saveAlias('claude-sonet');
  const [finding] = await harness.as(vic).integrity.report();
  expect(finding?.fixes[0]).toMatchObject({ choice: 'rename', name: 'claude-sonnet' });
  const id = finding?.id ?? '';
  const { staged } = await harness.admin.integrity.fix({ finding: id, choice: 'rename', name: 'claude-sonnet' });
  expect(staged).toMatchObject([{ kind: 'alias', data: { target: 'claude-sonnet' } }]);
  expect(await harness.admin.integrity.report()).toEqual([]);
});

test('removing what only names a ghost removes the item', async () => {
  await saveAlias('ghost');
  const [finding] = await harness.admin.integrity.report();
  expect(await harness.admin.integrity.fix({ finding: finding?.id ?? '', choice: 'remove' })).toEqual({ staged: [] });
  expect(await harness.admin.item.list({ kind: 'alias' })).toEqual([]);
});

test('a fix is shown as Review would show it, and staged by nobody', async () => {
  await saveModel(harness, 'claude-sonnet');
  await saveAlias('claude-sonet');
  const finding = (await harness.admin.integrity.report())[0]?.id ?? '';
  const { count } = await harness.admin.change.summary();
  const renamed = await harness.as(vic).integrity.preview({ finding, choice: 'rename', name: 'claude-sonnet' });
  expect(renamed.fields).toMatchObject([{ path: 'target', before: 'claude-sonet', after: 'claude-sonnet' }]);
  expect(await harness.admin.integrity.preview({ finding, choice: 'remove' })).toMatchObject({ after: null });
  expect(await harness.admin.change.summary()).toMatchObject({ count });
});

test('a finding that is gone and a name that does not exist are refused, and a viewer mends nothing', async () => {
  await saveAlias('ghost');
  const id = (await harness.admin.integrity.report())[0]?.id ?? '';
  const fix = (finding: string) => harness.admin.integrity.fix({ finding, choice: 'rename', name: 'neither' });
  await expect(fix(id)).rejects.toMatchObject({ cause: { code: 'bad-input' } });
  await expect(fix('alias/x/target=gone')).rejects.toMatchObject({ cause: { code: 'not-found' } });
  const viewer = harness.as(vic).integrity.fix({ finding: id, choice: 'remove' });
  await expect(viewer).rejects.toMatchObject({ code: 'FORBIDDEN' });
});

test('what a list of models leads to is told with the way', async () => {
  await saveModel(harness, 'a');
  await saveModel(harness, 'b');
  const data = { section: 'router_settings', class: 'general', source: 'a', targets: ['b'] };
  await harness.admin.item.save({ kind: 'fallback', data, baseVersion: 0 });
  expect(await harness.as(vic).integrity.reachable({ models: ['a'] })).toMatchObject([
    { group: 'b', text: 'a → fallback b' },
  ]);
});
