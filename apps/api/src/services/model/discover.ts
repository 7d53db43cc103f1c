import { AppError, type DiscoveredModel, isJsonObject, type Json, type JsonObject } from '@regent/core';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { createRedactor, vaultRedactor } from '../apply/redactor.ts';
import { type ConfigState, readState } from '../item/state.ts';
import { clearText, type Upstream } from './upstream.ts';
import { callUpstream } from './upstream-call.ts';

const OpenAiList = z.object({ data: z.array(z.looseObject({ id: z.string() })) });
const OllamaTags = z.object({ models: z.array(z.looseObject({ name: z.string() })) });

export interface DiscoverWish {
  readonly provider?: string | undefined;
  readonly apiBase: string;
  readonly apiKey?: JsonObject | string | undefined;
}

/** The models that a provider's address offers, with those that are configured already marked as known. */
export async function discoverModels(ctx: Ctx, input: DiscoverWish): Promise<DiscoveredModel[]> {
  const state = await readState(ctx.db);
  const apiKey = await keyOf(ctx, state, input.apiKey);
  const base = input.apiBase.replace(/\/+$/, '');
  const provider = input.provider ?? (base.includes(':11434') ? 'ollama' : 'openai');
  const upstream: Upstream = { provider, model: '', baseUrl: base, apiKey };
  const ids = await listIds(upstream);
  if (ids.text !== null) {
    const redact = await vaultRedactor(ctx);
    throw new AppError('engine-error', { detail: createRedactor(apiKey ? [apiKey] : [])(redact(ids.text)) });
  }
  const known = new Set(state.effective.filter((item) => item.kind === 'model').map((item) => modelOf(item.data)));
  return ids.found.map((id) => {
    const model = `${provider}/${id}`;
    return { id, model, known: known.has(model) };
  });
}

/** OpenAI's list under the address and under `/v1`, then Ollama's tags. */
async function listIds(upstream: Upstream): Promise<{ found: string[]; text: string | null }> {
  let text = '';
  const paths = upstream.provider.startsWith('ollama')
    ? ['/api/tags', '/v1/models']
    : ['/models', '/v1/models', '/api/tags'];
  for (const path of paths) {
    const answer = await callUpstream(upstream, { path });
    const openAi = OpenAiList.safeParse(answer.body);
    if (answer.ok && openAi.success) return { found: openAi.data.data.map((one) => one.id), text: null };
    const ollama = OllamaTags.safeParse(answer.body);
    if (answer.ok && ollama.success) return { found: ollama.data.models.map((one) => one.name), text: null };
    text ||= `${path}: ${answer.status ?? ''} ${answer.text}`.trim();
  }
  return { found: [], text };
}

async function keyOf(ctx: Ctx, state: ConfigState, given: JsonObject | string | undefined): Promise<string | null> {
  if (typeof given !== 'string') return clearText(ctx, given);
  const values: Json | undefined = state.item({ kind: 'credential', key: given })?.data.credential_values;
  if (!isJsonObject(values)) throw new AppError('not-found', { detail: 'There is no such credential.' });
  return clearText(ctx, values.api_key);
}

function modelOf(data: JsonObject): string {
  const params = data.litellm_params;
  return isJsonObject(params) && typeof params.model === 'string' ? params.model : '';
}
