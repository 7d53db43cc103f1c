import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Harness, rollout, startHarness } from '../../testing/harness.ts';
import { importAtFirstStart } from './first-import.ts';

const text = `
model_list:
  - model_name: gpt
    litellm_params: {model: openai/gpt-4o, api_key: sk-imported-secret}
    model_info: {id: the-id}
router_settings: {num_retries: 2}
some_future_section: {a: 1}
`;

let harness: Harness;
beforeEach(async () => {
  harness = await startHarness();
});
afterEach(() => harness.close());

test('a preview shows what would come and stores nothing', async () => {
  const preview = await harness.admin.import.preview({ text });
  expect(preview.entries.map(({ item, against }) => [item.kind, against])).toEqual([
    ['model', 'new'],
    ['routing', 'new'],
    ['passthrough', 'new'],
  ]);
  expect(preview.counts).toMatchObject({ secrets: 1 });
  expect(JSON.stringify(preview)).not.toContain('sk-imported-secret');
  expect((await harness.admin.change.summary()).count).toBe(0);
});

test('importing what is there already stages nothing', async () => {
  expect((await harness.admin.import.stage({ text })).staged).toBe(3);
  await rollout(harness);
  const preview = await harness.admin.import.preview({ text });
  expect(preview.entries.map((entry) => entry.against)).toEqual(['same', 'same', 'same']);
  expect((await harness.admin.import.stage({ text })).staged).toBe(0);
});

test('what a person chose to keep is not taken', async () => {
  await harness.admin.import.stage({ text });
  await rollout(harness);
  const changed = text.replace('num_retries: 2', 'num_retries: 5').replace('gpt-4o', 'gpt-5');
  const { staged } = await harness.admin.import.stage({ text: changed, choices: { 'model/the-id': 'keep' } });
  expect(staged).toBe(1);
});

test('a text that is no configuration is refused with its findings', async () => {
  const stage = harness.admin.import.stage({ text: 'model_list: [' });
  await expect(stage).rejects.toMatchObject({ cause: { code: 'config-invalid' } });
});

test('an existing file is applied as revision 1 at the first start, and its original is kept', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'regent-import-'));
  try {
    const path = join(folder, 'config.yaml');
    const main = `include: [more.yaml]\n${text}`;
    await writeFile(path, main);
    await writeFile(
      join(folder, 'more.yaml'),
      'model_list: [{model_name: more, litellm_params: {model: openai/more}}]\n',
    );
    await importAtFirstStart(harness.running.app, path);
    await harness.running.app.runner.idle();
    expect((await harness.admin.item.list({ kind: 'model' })).map(({ name }) => name)).toEqual(['gpt', 'more']);
    expect(harness.servant.serving()?.deploymentIds).toContain('the-id');
    expect(await readFile(`${path}.before-regent`, 'utf8')).toBe(main);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('an existing file with errors is only staged', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'regent-import-'));
  try {
    const path = join(folder, 'config.yaml');
    await writeFile(path, text.replace('num_retries: 2', 'routing_strategy: no-such-strategy'));
    await importAtFirstStart(harness.running.app, path);
    expect(await harness.admin.change.lastRun()).toBeNull();
    expect((await harness.admin.change.summary()).count).toBe(3);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
