import {
  AppError,
  type ChangedDeployment,
  isJsonObject,
  type Item,
  type JsonObject,
  type OfferedModel,
} from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { saveOne } from '../item/save.ts';
import { stage, type Staging } from '../item/stage.ts';
import { loadState } from '../item/state.ts';
import type { UpstreamWish } from './offer.ts';

/** What of a difference is to be staged. */
export interface Chosen {
  readonly added: readonly Pick<OfferedModel, 'id' | 'contextTokens'>[];
  /** Keys of deployments to remove. */
  readonly gone: readonly string[];
  readonly changed: readonly Pick<ChangedDeployment, 'key' | 'after'>[];
}

/** Stages the chosen part of a difference, all or none. */
export function stageDiscovered(ctx: Ctx, wish: UpstreamWish, chosen: Chosen): Promise<{ staged: number }> {
  return write(ctx, async (w) => {
    const staged = await stageChosen({ ctx, write: w, state: await loadState(w.tx) }, wish, chosen);
    w.audit('discovery.stage', wish.provider, `${staged} staged`);
    return { staged };
  });
}

/** The same in an open transaction. Deployments that are gone meanwhile are left out. */
export async function stageChosen(staging: Staging, wish: UpstreamWish, chosen: Chosen): Promise<number> {
  const { state } = staging;
  for (const one of chosen.added)
    await saveOne(staging, { kind: 'model', data: modelOf(staging, wish, one), baseVersion: 0 });
  const changed = chosen.changed.flatMap(({ key, after }) => {
    const item = state.item({ kind: 'model', key });
    return item === null ? [] : [{ item, after }];
  });
  for (const { item, after } of changed) {
    const data = withInputTokens(item, after);
    await saveOne(staging, { kind: 'model', key: item.key, data, baseVersion: state.version(item) });
  }
  const gone = chosen.gone.flatMap((key) => state.item({ kind: 'model', key }) ?? []);
  for (const item of gone) await stage(staging, { ref: item, item: null, base: { version: state.version(item) } });
  return chosen.added.length + changed.length + gone.length;
}

/** A deployment as it is offered: its own name in public, the way to it by credential or address. */
function modelOf(staging: Staging, wish: UpstreamWish, one: Chosen['added'][number]): JsonObject {
  return {
    model_name: one.id,
    litellm_params: { model: `${wish.provider}/${one.id}`, ...accessOf(staging, wish) },
    ...(one.contextTokens === null ? {} : { model_info: { max_input_tokens: one.contextTokens } }),
  };
}

function accessOf({ state }: Staging, wish: UpstreamWish): JsonObject {
  const base = wish.apiBase ? { api_base: wish.apiBase } : {};
  if (!wish.credentialKey) return { ...base, ...(wish.apiKey === undefined ? {} : { api_key: wish.apiKey }) };
  const item = state.item({ kind: 'credential', key: wish.credentialKey });
  if (item === null) throw new AppError('not-found', { detail: 'The credential of this upstream is gone.' });
  return { ...base, litellm_credential_name: String(item.data.credential_name) };
}

function withInputTokens(item: Item, tokens: number): JsonObject {
  const info = isJsonObject(item.data.model_info) ? item.data.model_info : {};
  return { ...item.data, model_info: { ...info, max_input_tokens: tokens } };
}
