import { z } from 'zod';
import { callEngine, type EngineConnection } from './connection.ts';

const ModelInfo = z.object({
  data: z.array(z.looseObject({ model_name: z.string(), model_info: z.looseObject({ id: z.string().nullish() }) })),
});

export interface ServedDeployment {
  readonly id: string;
  readonly modelName: string;
  readonly info: Readonly<Record<string, unknown>>;
}

/** What `/model/info` lists. An alias repeats a deployment under its own name: compare ids as a set. */
export async function servedDeployments(connection: EngineConnection): Promise<ServedDeployment[]> {
  const answer = await callEngine(connection, { method: 'GET', path: '/model/info', answer: ModelInfo });
  return answer.data.flatMap(({ model_name, model_info }) =>
    model_info.id ? [{ id: model_info.id, modelName: model_name, info: model_info }] : [],
  );
}
