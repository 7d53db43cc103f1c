import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importAtFirstStart } from '../services/import/first-import.ts';
import { type Harness, modelData, rollout, saveModel, startHarness } from '../testing/harness.ts';

/** What comes from outside can be anything; it may neither break a screen nor empty a gateway. */
let harness: Harness;
let folder: string;
beforeEach(async () => {
  harness = await startHarness();
  folder = await mkdtemp(join(tmpdir(), 'regent-import-'));
});
afterEach(async () => {
  await harness.close();
  await rm(folder, { recursive: true, force: true });
});

/** What every screen asks for first. */
async function openEveryScreen(): Promise<void> {
  const { admin } = harness;
  await Promise.all([
    ...[admin.dashboard.get(), admin.item.list({}), admin.model.groups(), admin.integrity.report()],
    ...[admin.change.review(), admin.change.impact(), admin.rendered.get({}), admin.servant.status()],
    ...[admin.discovery.list(), admin.assertion.list(), admin.revision.list({ limit: 10 })],
  ]);
}

const odd = `
model_list:
  - model_name: a
    litellm_params: {model: openai/a, weight: [1, {b: 2}], tags: {x: 1}, api_base: 7}
    model_info: {mode: [chat], supports_vision: maybe, base_model: {a: 1}}
  - model_name: [not, a, name]
    litellm_params: text
  - just text
  - model_name: b
router_settings:
  fallbacks: [{a: [{b: 1}, [1], null]}, text, 7, {a: b}, {}]
  context_window_fallbacks: {a: b}
  model_group_alias: {x: [1], y: {model: {z: 1}}, z: null}
  routing_strategy: {a: 1}
  routing_groups: 5
litellm_settings:
  default_fallbacks: text
  cache_params: [1]
  callbacks: {a: 1}
general_settings: text
guardrails: [1, {guardrail_name: null}]
mcp_servers: [{a: 1}]
search_tools: {a: 1}
environment_variables: [A]
`;
const oddSettings = `
model_list:
  - model_name: a
    litellm_params: {model: openai/a, weight: [1, {b: 2}], tags: {x: 1}, api_base: 7, litellm_credential_name: [1]}
    model_info: {mode: [chat], supports_vision: maybe, base_model: {a: 1}, access_groups: {a: 1}}
router_settings: {routing_strategy: {a: 1}, routing_groups: 5, default_litellm_params: [1]}
litellm_settings: {cache_params: [1], callbacks: {a: 1}, success_callback: 7}
general_settings: text
environment_variables: {A: null, B: [1]}
`;

const failed = (code: string) => ({ cause: { code } });

test('a file with values of any shape at any place stages nothing and is told by its lines', async () => {
  const { diagnostics } = await harness.admin.import.preview({ text: odd });
  expect(diagnostics.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(5);
  await expect(harness.admin.import.stage({ text: odd })).rejects.toMatchObject({
    cause: {
      code: 'config-invalid',
      detail: expect.stringMatching(/^model_list.*, line \d+: /),
      data: { diagnostics },
    },
  });
  expect((await harness.admin.change.summary()).count).toBe(0);
});

test('settings of a wrong shape are findings at their items, break no screen and are never applied', async () => {
  await harness.admin.import.stage({ text: oddSettings });
  await openEveryScreen();
  expect(await rollout(harness, { insist: true })).toMatchObject({
    outcome: 'failed',
    error: { code: 'config-invalid' },
  });
});

test('a file that a hand has broken or emptied breaks no screen, cannot be taken over, and can be put back', async () => {
  await saveModel(harness, 'a');
  await rollout(harness);
  for (const text of ['model_list: [', '- just\n- a list\n', '\u0000', 'a: &a [*a]\n', '']) {
    harness.servant.editByHand(text);
    await openEveryScreen();
    const adopted = harness.admin.servant.acceptDrift({ action: 'adopt' });
    await expect(adopted).rejects.toMatchObject(failed('config-invalid'));
  }
  expect((await harness.admin.change.summary()).count).toBe(0);
  await harness.admin.servant.acceptDrift({ action: 'restore' });
  expect((await harness.admin.servant.status()).drift).toBeNull();
});

test('a file whose models are gone can be taken over, and its Apply wants the number of models typed', async () => {
  for (const name of ['a', 'b', 'c', 'd']) await saveModel(harness, name);
  await rollout(harness);
  harness.servant.editByHand('model_list: []\n');
  await harness.admin.servant.acceptDrift({ action: 'adopt' });
  await expect(rollout(harness)).rejects.toMatchObject(failed('shrink-guard'));
  expect(harness.servant.serving()?.deploymentIds).toHaveLength(4);
});

test('a start without a file, with a folder in its place or with a broken file begins empty and loses nothing', async () => {
  const path = join(folder, 'config.yaml');
  await importAtFirstStart(harness.running.app, path);
  await mkdir(path);
  await expect(importAtFirstStart(harness.running.app, path)).rejects.toThrow('EISDIR');
  await rm(path, { recursive: true });
  await writeFile(path, 'model_list: [');
  await expect(importAtFirstStart(harness.running.app, path)).rejects.toMatchObject({ code: 'config-invalid' });
  expect(await readFile(path, 'utf8')).toBe('model_list: [');
  expect(await harness.admin.change.lastRun()).toBeNull();
  await openEveryScreen();
});

test('the copy of the original is for its owner only, and a second start makes no second one', async () => {
  const path = join(folder, 'config.yaml');
  await writeFile(path, `model_list: [${JSON.stringify(modelData('a', { api_key: 'sk-in-clear' }))}]\n`);
  await chmod(path, 0o644);
  await importAtFirstStart(harness.running.app, path);
  await importAtFirstStart(harness.running.app, path);
  await harness.running.app.runner.idle();
  expect(await readdir(folder)).toEqual(['config.yaml', 'config.yaml.before-regent']);
  expect((await stat(`${path}.before-regent`)).mode & 0o077).toBe(0);
});
