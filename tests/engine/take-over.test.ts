import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegentClient } from '@regent/client';
import { until } from '@regent/servant/testing';
import { afterEach, expect, test } from 'vitest';
import { type LocalRun, startLocalRun } from '../rig/local-run.ts';

/** `regent up --config FILE`: an existing file is taken over at the first start. */
const GOOD = `model_list:
  - model_name: mine
    litellm_params: {model: openai/demo-chat, api_base: "http://127.0.0.1:9/v1", api_key: sk-mine}
litellm_settings: {num_retries: 3}
`;

let folder: string;
let run: LocalRun | null = null;

afterEach(async () => {
  await run?.stop();
  run = null;
  await rm(folder, { recursive: true, force: true });
});

async function takeOver(text: string) {
  folder = await mkdtemp(join(tmpdir(), 'regent-config-'));
  const file = join(folder, 'config.yaml');
  await writeFile(file, text);
  run = await startLocalRun({ configPath: file });
  expect(await readFile(`${file}.before-regent`, 'utf8')).toBe(text);
  const token = (await readFile(run.state.localTokenFile, 'utf8')).trim();
  return { started: run, client: createRegentClient({ url: run.url, token }) };
}

const liveText = (started: LocalRun) => readFile(join(started.state.artifacts, 'current/config.yaml'), 'utf8');

test('a file without errors is revision 1, and the gateway serves it; a second start imports nothing', async () => {
  const { started, client } = await takeOver(GOOD);
  const newest = async () => (await client.revision.list.query({ limit: 1 })).revisions[0];
  await until('revision 1 is live', async () => (await newest())?.outcome === 'live', 60_000);
  expect(await newest()).toMatchObject({ number: 1 });
  expect(await client.servant.status.query()).toMatchObject({
    state: 'serving',
    drift: null,
    replicas: [{ revision: 1, models: 1 }],
  });
  expect(await liveText(started)).toContain('num_retries: 3');
  expect(JSON.stringify(await client.item.list.query({}))).not.toContain('sk-mine');
  expect(await started.up()).toMatchObject({ code: 0 });
  expect((await newest())?.number).toBe(1);
  expect((await client.change.summary.query()).count).toBe(0);
});

test('a file with errors is staged only, and nothing is applied', async () => {
  const { started, client } = await takeOver(GOOD.replace('api_key: sk-mine', 'api_key: sk-mine, rpm: ten'));
  await until('it is staged', async () => (await client.change.summary.query()).count > 0, 10_000);
  expect((await client.revision.list.query({ limit: 1 })).revisions[0]).toMatchObject({ number: 0 });
  expect(await client.change.lastRun.query()).toBeNull();
  expect(await liveText(started)).not.toContain('mine');
  expect((await client.servant.status.query()).drift).toBeNull();
});
