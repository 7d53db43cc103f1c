import type { RegentClient } from '@regent/client';
import { applyStaged } from '../rig/apply.ts';
import { startInstallation, type TestInstallation } from '../rig/installation.ts';
import { coldStart } from './plain-litellm.ts';
import { treeMemoryMib } from './process-memory.ts';
import { medianMs, type Ratio } from './report.ts';

const MODELS = 40;
const APPLIES = 5;
const COLD_STARTS = 3;
const CHECKS = 9;

/**
 * From the click to the verified end of an Apply, against stopping and starting plain LiteLLM with the same models; the
 * engine's check of the same configuration; and the memory of the gateway against LiteLLM with two workers.
 */
export async function applyRatios(): Promise<Ratio[]> {
  return [...(await withoutDatabase()), ...(await withDatabase())];
}

async function withoutDatabase(): Promise<Ratio[]> {
  const installation = await startInstallation({ engineDatabase: false });
  try {
    const ours = await medianApply(installation);
    const check = await medianCheck(installation);
    await installation.stopLauncher('SIGTERM');
    const config = plainConfig(installation.providerUrl);
    const baseline = await medianMs(COLD_STARTS, () => coldStart({ config, workers: 1 }));
    return [
      { name: `Apply, click to verified, ${MODELS} models`, ours, baseline, unit: 'ms', ratioMax: 0.15 },
      { name: `Regent's check of ${MODELS} models`, ours: check.wholeMs, baseline, unit: 'ms', ratioMax: 0.03 },
      // 150 ms where LiteLLM takes 7.5 s to start.
      { name: "the engine's own part of it", ours: check.engineMs, baseline, unit: 'ms', ratioMax: 0.02 },
    ];
  } finally {
    await installation.stop();
  }
}

async function withDatabase(): Promise<Ratio[]> {
  const installation = await startInstallation();
  try {
    const ours = await medianApply(installation);
    const memory = treeMemoryMib(launcherPid(installation));
    await installation.stopLauncher('SIGTERM');
    const databaseUrl = installation.postgres.url('litellm');
    const config = plainConfig(installation.providerUrl);
    const baseline = await medianMs(COLD_STARTS, () => coldStart({ config, workers: 1, databaseUrl }));
    const two = await coldStart({ config, workers: 2, databaseUrl });
    return [
      { name: `Apply, click to verified, ${MODELS} models, database`, ours, baseline, unit: 'ms', ratioMax: 0.25 },
      {
        ...{ name: 'memory of the gateway against LiteLLM with two workers', unit: 'MiB', ratioMax: 1 },
        ...{ ours: memory, baseline: two.mib },
      },
    ];
  } finally {
    await installation.stop();
  }
}

async function medianApply(installation: TestInstallation): Promise<number> {
  await stageModels(installation);
  await applyStaged(installation.client);
  let round = 0;
  return medianMs(APPLIES, async () => {
    await editOne(installation.client, ++round);
    const run = await applyStaged(installation.client);
    if (run.outcome !== 'live') throw new Error(`An Apply ended ${run.outcome}: ${run.sentence}`);
  });
}

interface CheckTimes {
  /** As a browser sees it. */
  readonly wholeMs: number;
  /** From the launcher's fork to its verdict. */
  readonly engineMs: number;
}

async function medianCheck({ client }: TestInstallation): Promise<CheckTimes> {
  await editOne(client, CHECKS + 100);
  const { plan } = await client.change.review.query();
  const engineMs: number[] = [];
  const wholeMs = await medianMs(CHECKS, async () => {
    const verdict = await client.change.check.mutate({ plan });
    if (verdict.verdict !== 'accepted') throw new Error(`The check ended ${verdict.verdict}.`);
    engineMs.push(verdict.durationMs);
  });
  return { wholeMs, engineMs: engineMs.sort((a, b) => a - b)[Math.floor(engineMs.length / 2)] ?? 0 };
}

async function stageModels({ client, providerUrl }: TestInstallation): Promise<void> {
  const data = (index: number) => ({
    model_name: `model-${index}`,
    litellm_params: { model: 'openai/demo-chat', api_base: providerUrl, api_key: 'none' },
  });
  await client.item.saveMany.mutate({
    items: Array.from({ length: MODELS }, (_, index) => ({
      kind: 'model' as const,
      baseVersion: 0,
      data: data(index),
    })),
  });
}

async function editOne(client: RegentClient, rpm: number): Promise<void> {
  const item = (await client.item.list.query({ kind: 'model' })).find((candidate) => candidate.name === 'model-1');
  if (!item) throw new Error('no model to edit');
  const params = item.data.litellm_params as Record<string, string>;
  const data = { ...item.data, litellm_params: { ...params, rpm } };
  await client.item.save.mutate({ kind: 'model', key: item.key, data, baseVersion: item.version });
}

function plainConfig(providerUrl: string): string {
  const entry = (index: number) =>
    `  - model_name: model-${index}\n    litellm_params: { model: openai/demo-chat, api_base: "${providerUrl}", api_key: none }\n`;
  return `model_list:\n${Array.from({ length: MODELS }, (_, index) => entry(index)).join('')}`;
}

function launcherPid(installation: TestInstallation): number {
  const pid = installation.launcherPid();
  if (pid === null) throw new Error('the gateway does not run');
  return pid;
}
