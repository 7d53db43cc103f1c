import type { RegentClient } from '@regent/client';

const KEY = 'chaos-model';
export interface Stage {
  readonly client: RegentClient;
  /** Of the demo provider, with `/v1`. */
  readonly providerUrl: string;
}

export const MODEL = 'chaos';

/** Stages the model that all chaos is about; `rpm` is what each round edits. */
export async function stageModel({ client, providerUrl }: Stage, rpm: number | string): Promise<string> {
  const existing = (await client.item.list.query({ kind: 'model' })).find((item) => item.name === MODEL);
  const saved = await client.item.save.mutate({
    kind: 'model',
    ...(existing ? { key: existing.key } : {}),
    data: {
      model_name: MODEL,
      litellm_params: { model: 'openai/demo-chat', api_base: providerUrl, api_key: 'none', rpm },
    },
    baseVersion: existing?.version ?? 0,
  });
  return saved.item?.key ?? existing?.key ?? KEY;
}

/** Starts an Apply of everything that is staged; returns when it is under way. */
export async function startApply({ client }: Pick<Stage, 'client'>): Promise<void> {
  const review = await client.change.review.query();
  await client.change.rollout.mutate({ plan: review.plan, reason: 'chaos' });
}
