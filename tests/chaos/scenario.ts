import type { TestInstallation } from '../rig/installation.ts';

const KEY = 'chaos-model';
export const MODEL = 'chaos';

/** Stages the model that all chaos is about; `rpm` is what each round edits. */
export async function stageModel(installation: TestInstallation, rpm: number): Promise<string> {
  const existing = (await installation.client.item.list.query({ kind: 'model' })).find((item) => item.name === MODEL);
  const saved = await installation.client.item.save.mutate({
    kind: 'model',
    ...(existing ? { key: existing.key } : {}),
    data: {
      model_name: MODEL,
      litellm_params: { model: 'openai/demo-chat', api_base: installation.providerUrl, api_key: 'none', rpm },
    },
    baseVersion: existing?.version ?? 0,
  });
  return saved.item?.key ?? existing?.key ?? KEY;
}

/** Starts an Apply of everything that is staged; returns when it is under way. */
export async function startApply(installation: TestInstallation): Promise<void> {
  const review = await installation.client.change.review.query();
  await installation.client.change.rollout.mutate({ plan: review.plan, reason: 'chaos' });
}
