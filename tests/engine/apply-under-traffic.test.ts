import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { startInstallation, type TestInstallation } from '../rig/installation.ts';
import { readStream } from '../rig/streams.ts';
import { startTraffic } from '../rig/traffic.ts';

const MODELS = 40;
const STREAM_WORDS = 40;
const STREAM_CHUNK_MS = 250; // ten seconds in all

let installation: TestInstallation;

beforeAll(async () => {
  installation = await startInstallation();
  const { client, providerUrl } = installation;
  await client.item.saveMany.mutate({
    items: Array.from({ length: MODELS }, (_, index) => ({
      kind: 'model' as const,
      baseVersion: 0,
      data: {
        model_name: index === 0 ? 'busy' : `idle-${index}`,
        litellm_params: { model: 'openai/demo-chat', api_base: providerUrl, api_key: 'none' },
      },
    })),
  });
  expect(await applyStaged(client)).toMatchObject({ outcome: 'live' });
  await fetch(new URL('/control', providerUrl), { method: 'POST', body: JSON.stringify({ chunkMs: STREAM_CHUNK_MS }) });
});
afterAll(() => installation?.stop());

test('an Apply under 20 requests a second and five long streams loses none of them', async () => {
  const { client, gatewayUrl, secrets } = installation;
  const target = { gatewayUrl, key: secrets.masterKey, model: 'busy' };
  const traffic = startTraffic({ ...target, perSecond: 20 });
  const streams = Array.from({ length: 5 }, () => readStream({ ...target, words: STREAM_WORDS }));
  for (let round = 1; round <= 3; round++) {
    const item = (await client.item.list.query({ kind: 'model' })).find((candidate) => candidate.name === 'idle-1');
    if (!item) throw new Error('no item to edit');
    const params = item.data.litellm_params as Record<string, string>;
    await client.item.save.mutate({
      kind: 'model',
      key: item.key,
      data: { ...item.data, litellm_params: { ...params, rpm: round } },
      baseVersion: item.version,
    });
    expect(await applyStaged(client)).toMatchObject({ outcome: 'live' });
  }
  const finished = await Promise.all(streams);
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
  expect(traffic.asked).toBeGreaterThan(100);
  for (const stream of finished) expect(stream).toMatchObject({ complete: true, usage: true });
  expect(new Set(finished.map((stream) => stream.text.split(' ').length))).toEqual(new Set([STREAM_WORDS + 4]));
});

test('an Apply that changes nothing writes no file and starts no generation', async () => {
  const before = await installation.client.servant.status.query();
  const review = await installation.client.change.review.query();
  expect(review.empty).toBe(true);
  const run = await installation.client.change.rollout.mutate({ plan: review.plan, reason: 'nothing' });
  expect(run.outcome).toBe('nothing-to-do');
  const after = await installation.client.servant.status.query();
  expect(after.replicas.map(({ id, since }) => [id, since])).toEqual(
    before.replicas.map(({ id, since }) => [id, since]),
  );
});

test('an import-time setting renews the launcher, and no request is lost', async () => {
  const { client, gatewayUrl, secrets } = installation;
  const traffic = startTraffic({ gatewayUrl, key: secrets.masterKey, model: 'busy', perSecond: 10 });
  await client.item.save.mutate({
    kind: 'env_var',
    baseVersion: 0,
    data: { name: 'REQUEST_TIMEOUT', value: '77', target: 'process' },
  });
  const review = await client.change.review.query();
  expect(review).toMatchObject({ reload: 'renewal', importTimeNames: ['REQUEST_TIMEOUT'] });
  expect(await applyStaged(client)).toMatchObject({ outcome: 'live' });
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
});
