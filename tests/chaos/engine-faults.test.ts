import type { RunView } from '@regent/core';
import { until } from '@regent/servant/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyStaged } from '../rig/apply.ts';
import { startInstallation, type TestInstallation } from '../rig/installation.ts';
import { startTraffic, type Traffic } from '../rig/traffic.ts';
import { examined, fileIsWhatIsApplied } from './invariants.ts';
import { MODEL, stageModel } from './scenario.ts';

/** An engine that does not do what was applied: what the outcome says, and what goes on serving. */
let installation: TestInstallation;
let traffic: Traffic;

beforeAll(async () => {
  installation = await startInstallation();
  await stageModel(installation, 10_000);
  expect(await applyStaged(installation.client)).toMatchObject({ outcome: 'live' });
  const { gatewayUrl, secrets } = installation;
  traffic = startTraffic({ gatewayUrl, key: secrets.masterKey, model: MODEL, perSecond: 10 });
}, 120_000);
afterAll(async () => {
  await traffic?.stop();
  await installation?.stop();
});

const textOf = (run: RunView, step: string) => run.steps.find((candidate) => candidate.step === step)?.text;

async function versionOf(kind: 'cache' | 'model', key: string): Promise<number> {
  const items = await installation.client.item.list.query({ kind });
  return items.find((item) => item.key === key)?.version ?? 0;
}

/** A cache whose server is not there: the check leaves caches out, the boot connects and fails. */
async function stageUnreachableCache(): Promise<void> {
  await installation.client.item.save.mutate({
    kind: 'cache',
    key: '_',
    baseVersion: await versionOf('cache', '_'),
    data: {
      litellm_settings: {
        cache: true,
        cache_params: {
          type: 'qdrant-semantic',
          qdrant_api_base: 'http://127.0.0.1:9',
          qdrant_collection_name: 'answers',
          similarity_threshold: 0.8,
          qdrant_semantic_cache_embedding_model: MODEL,
          qdrant_semantic_cache_vector_size: 8,
        },
      },
    },
  });
}

test('an engine that refuses to boot: the outcome says why, the old generation serves, the next good Apply heals', async () => {
  await stageUnreachableCache();
  const failed = await applyStaged(installation.client);
  expect(failed).toMatchObject({ outcome: 'unhealthy', revision: 2 });
  expect(failed.sentence).toContain('Connect');
  expect(failed.log.length).toBeGreaterThan(0);
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
  const status = await installation.client.servant.status.query();
  expect(status.replicas).toMatchObject([{ ready: true, revision: 1 }]);
  expect(status.drift).toMatchObject({ type: 'engine' });

  const { key, version } = (await installation.client.item.list.query({ kind: 'cache' }))[0] ?? { key: '', version: 0 };
  await installation.client.item.remove.mutate({ kind: 'cache', key, baseVersion: version });
  expect(await applyStaged(installation.client)).toMatchObject({ outcome: 'live', revision: 3 });
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
  expect((await installation.client.servant.status.query()).drift).toBeNull();
});

/** Nothing is wrong with this model, but the router that it asks for is a Python package that is not installed. */
test('a model that the engine drops is named, before and after insisting', async () => {
  const { client } = installation;
  const saved = await client.item.save.mutate({
    kind: 'model',
    baseVersion: 0,
    data: {
      model_name: 'left-out',
      litellm_params: {
        model: 'auto_router/left-out',
        auto_router_config: '{"routes": []}',
        auto_router_default_model: MODEL,
        auto_router_embedding_model: MODEL,
      },
    },
  });
  const refused = await applyStaged(client);
  expect(refused).toMatchObject({ outcome: 'failed', revision: null });
  expect(textOf(refused, 'check')).toContain('left-out');
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();

  const insisted = await applyStaged(client, { insist: true });
  expect(insisted).toMatchObject({ revision: 4 });
  expect(`${insisted.sentence} ${textOf(insisted, 'verify')}`).toContain('left-out');
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();

  const { key = '' } = saved.item ?? {};
  await client.item.remove.mutate({ kind: 'model', key, baseVersion: await versionOf('model', key) });
  expect(await applyStaged(client)).toMatchObject({ outcome: 'live' });
});

test('until here the old generations served without a lost request', async () => {
  await traffic.stop();
  expect(traffic.failures).toEqual([]);
});

test('a launcher that is down: the revision is recorded and said to be unserved, and is served when it is back', async () => {
  const { client } = installation;
  await installation.stopLauncher('SIGKILL');
  await client.setting.save.mutate({ readyTimeoutMs: 2_000 });
  await stageModel(installation, 12_345);
  const run = await applyStaged(client);
  expect(run).toMatchObject({ outcome: 'unhealthy', revision: expect.any(Number) });
  expect(run.sentence).toContain('does not answer');
  expect(await fileIsWhatIsApplied(examined(installation))).toBeNull();
  expect((await client.servant.status.query()).state).toBe('down');

  await installation.startLauncher();
  const status = await client.servant.status.query();
  expect(status).toMatchObject({ state: 'serving', drift: null, replicas: [{ revision: run.revision }] });
  await until(
    'the revision is called live',
    async () => (await client.revision.list.query({ limit: 1 })).revisions[0]?.outcome === 'live',
  );
  expect((await installation.chat(MODEL)).status).toBe(200);
});
