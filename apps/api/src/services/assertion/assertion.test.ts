import type { WrittenAssertion } from '@regent/core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, modelData, rollout, saveModel, startHarness, vic } from '../../testing/harness.ts';

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

const onlyAzure: WrittenAssertion = {
  ...{ id: 'azure', label: 'Everything stays in Azure', severity: 'error', enabled: true },
  assertion: { type: 'only-providers', providers: ['azure'] },
};

test('an assertion shows at Save and in Review, and as an error it stops an Apply', async () => {
  await harness.admin.assertion.save({ assertions: [onlyAzure] });
  const saved = await harness.admin.item.save({ kind: 'model', data: modelData('a'), baseVersion: 0 });
  expect(saved.diagnostics.map(({ code }) => code)).toContain('assertion-failed');
  const { diagnostics } = await harness.admin.change.review();
  expect(diagnostics).toContainEqual(expect.objectContaining({ code: 'assertion-failed', severity: 'error' }));
  const stopped = await rollout(harness, { insist: true });
  expect(stopped).toMatchObject({ outcome: 'failed', error: { code: 'config-invalid' } });
  await harness.admin.assertion.save({ assertions: [{ ...onlyAzure, severity: 'warning' }] });
  expect(await rollout(harness)).toMatchObject({ outcome: 'live' });
});

test('an assertion is tried before it is saved', async () => {
  await saveModel(harness, 'a');
  const tried = await harness.as(vic).assertion.report({ assertions: [{ ...onlyAzure, enabled: false }] });
  expect(tried).toMatchObject([
    { id: 'azure', findings: [{ message: 'Everything stays in Azure: model a, provider openai.' }] },
  ]);
});

test('the report of what is saved has a line for each, also for those that are switched off', async () => {
  await saveModel(harness, 'a');
  const saved = await harness.admin.assertion.report({});
  expect(saved.map(({ id }) => id)).toEqual(['priced', 'alias-two', 'has-fallback']);
  expect(saved.find(({ id }) => id === 'has-fallback')?.findings).toMatchObject([{ item: { kind: 'model' } }]);
});

test('there is a starter set, two of one id are refused, and a viewer saves nothing', async () => {
  const starter = await harness.as(vic).assertion.list();
  expect(starter.every(({ enabled }) => !enabled)).toBe(true);
  const twice = harness.admin.assertion.save({ assertions: [onlyAzure, onlyAzure] });
  await expect(twice).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  const viewer = harness.as(vic).assertion.save({ assertions: [] });
  await expect(viewer).rejects.toMatchObject({ code: 'FORBIDDEN' });
});
