import { actorName, AppError, isJsonObject, type Item, type JsonObject, type TestResult } from '@regent/core';
import { putItemTrial } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { readState } from '../item/state.ts';
import { testModel } from '../model/test-model.ts';
import { deploymentsOf, digestsOf, valuesOf } from './fields.ts';

/**
 * One tiny real call of a deployment with what is typed for its credential. The result is kept with the credential, and
 * with which secrets it was made. Without `model` the first deployment that uses it is taken.
 * @throws AppError `not-found`, `bad-input` when no deployment uses it
 */
export async function tryCredential(
  ctx: Ctx,
  input: { key: string; data?: JsonObject | undefined; model?: string | undefined },
): Promise<TestResult> {
  const state = await readState(ctx.db);
  const saved = state.item({ kind: 'credential', key: input.key });
  if (saved === null) throw new AppError('not-found', { detail: 'There is no such credential.' });
  const users = deploymentsOf(state, saved.data.credential_name);
  const model = input.model === undefined ? users[0] : users.find(({ key }) => key === input.model);
  if (model === undefined) throw new AppError('bad-input', { detail: 'No deployment uses it, so nothing can try it.' });
  const data = input.data ?? saved.data;
  const result = await testModel(ctx, { data: trialData(model, data) });
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

/** A deployment as it would be called with these values: its own go over what it takes from the credential. */
export function trialData(model: Item, credential: JsonObject): JsonObject {
  const params = isJsonObject(model.data.litellm_params) ? model.data.litellm_params : {};
  const { litellm_credential_name: _, ...own } = params;
  return { ...model.data, litellm_params: { ...valuesOf(credential), ...own } };
}
