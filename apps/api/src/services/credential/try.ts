import { actorName, AppError, isJsonObject, type Item, type JsonObject, type TestResult } from '@regent/core';
import { putItemTrial } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { readState } from '../item/state.ts';
import { testModel } from '../model/test-model.ts';
import { deploymentsOf, digestsOf, valuesOf } from './fields.ts';

export interface CredentialTry {
  readonly key: string;
  /** What is typed; else what is saved. */
  readonly data?: JsonObject | undefined;
  /** Key of a deployment that uses it; else the first one. */
  readonly model?: string | undefined;
  /** A model of the provider, such as `openai/gpt-4o-mini`, for a credential that no deployment uses yet. */
  readonly named?: string | undefined;
}

/**
 * One tiny real call of a deployment with what is typed for its credential. The result is kept with the credential, and
 * with which secrets it was made.
 * @throws AppError `not-found`, `bad-input` when no deployment uses it and no model is named
 */
export async function tryCredential(ctx: Ctx, input: CredentialTry): Promise<TestResult> {
  const state = await readState(ctx.db);
  const saved = state.item({ kind: 'credential', key: input.key });
  if (saved === null) throw new AppError('not-found', { detail: 'There is no such credential.' });
  const users = deploymentsOf(state, saved.data.credential_name);
  const model = input.model === undefined ? users[0] : users.find(({ key }) => key === input.model);
  const deployment = input.named === undefined ? model?.data : asDeployment(input.named);
  if (deployment === undefined)
    throw new AppError('bad-input', { detail: 'No deployment uses it; name a model of the provider to try it with.' });
  const data = input.data ?? saved.data;
  const result = await testModel(ctx, { data: trialData({ data: deployment }, data) });
  const row = {
    ...{ kind: 'credential' as const, key: input.key, by: actorName(ctx.actor), at: ctx.clock() },
    ...{ ok: result.ok, text: result.text, durationMs: Math.round(result.durationMs) },
    digests: await digestsOf(ctx, data),
  };
  await write(ctx, async (w) => {
    await putItemTrial(w.tx, row);
    w.audit('credential.try', `credential ${String(saved.data.credential_name)}`, result.text);
    w.tellItems('credential');
  });
  return result;
}

const asDeployment = (model: string): JsonObject => ({ model_name: model, litellm_params: { model } });

/** A deployment as it would be called with these values: its own go over what it takes from the credential. */
export function trialData(model: Pick<Item, 'data'>, credential: JsonObject): JsonObject {
  const params = isJsonObject(model.data.litellm_params) ? model.data.litellm_params : {};
  const { litellm_credential_name: _, ...own } = params;
  return { ...model.data, litellm_params: { ...valuesOf(credential), ...own } };
}
