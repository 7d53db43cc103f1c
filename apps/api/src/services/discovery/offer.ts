import { AppError, isJsonObject, type JsonObject } from '@regent/core';
import { z } from 'zod';
import type { Ctx } from '../../app-context.ts';
import { createRedactor, vaultRedactor } from '../apply/redactor.ts';
import { type ConfigState } from '../item/state.ts';
import { clearText, type Upstream } from '../model/upstream.ts';
import { guardSavedAddress } from '../model/saved-address.ts';
import { callUpstream } from '../model/upstream-call.ts';

/** An upstream as somebody names it: its address and key, or a credential that has both. */
export interface UpstreamWish {
  readonly provider: string;
  readonly apiBase?: string | null | undefined;
  readonly credentialKey?: string | null | undefined;
  /** A secret that was just typed. */
  readonly apiKey?: JsonObject | undefined;
}

/** One model of an upstream's list. */
export interface Offered {
  readonly id: string;
  readonly contextTokens: number | null;
}

const Tokens = z.number().int().positive().nullish().catch(null);
/** OpenAI's list; vLLM, llama-swap, OpenRouter and others add how long an input may be, each in its own words. */
const OpenAiList = z.object({
  data: z.array(
    z.looseObject({
      id: z.string(),
      max_model_len: Tokens,
      context_length: Tokens,
      context_window: Tokens,
      meta: z.looseObject({ n_ctx: Tokens }).nullish().catch(null),
    }),
  ),
});
const OllamaTags = z.object({ models: z.array(z.looseObject({ name: z.string() })) });

/**
 * Asks an upstream what it offers.
 * @throws AppError `engine-error` with what it said, `bad-input` without an address or with a key that only the Servant has
 */
export async function offerOf(ctx: Ctx, state: ConfigState, wish: UpstreamWish): Promise<Offered[]> {
  const upstream = await upstreamOf(ctx, state, wish);
  let said = '';
  for (const path of pathsOf(upstream.provider)) {
    const answer = await callUpstream(upstream, { path });
    const offered = answer.ok ? readOffer(answer.body) : null;
    if (offered !== null) return offered;
    said ||= `${path}: ${answer.status ?? ''} ${answer.text}`.trim();
  }
  const redact = await vaultRedactor(ctx);
  throw new AppError('engine-error', {
    detail: createRedactor(upstream.apiKey ? [upstream.apiKey] : [])(redact(said)),
  });
}

/** OpenAI's list under the address and under `/v1`, and Ollama's tags. */
function pathsOf(provider: string): readonly string[] {
  return provider.startsWith('ollama') ? ['/api/tags', '/v1/models'] : ['/models', '/v1/models', '/api/tags'];
}

function readOffer(body: unknown): Offered[] | null {
  const openAi = OpenAiList.safeParse(body);
  if (openAi.success)
    return openAi.data.data.map((one) => ({
      id: one.id,
      contextTokens: one.max_model_len ?? one.context_length ?? one.context_window ?? one.meta?.n_ctx ?? null,
    }));
  const ollama = OllamaTags.safeParse(body);
  return ollama.success ? ollama.data.models.map(({ name }) => ({ id: name, contextTokens: null })) : null;
}

async function upstreamOf(ctx: Ctx, state: ConfigState, wish: UpstreamWish): Promise<Upstream> {
  const values = credentialValues(state, wish.credentialKey ?? null);
  const key = wish.apiKey ?? values.api_key;
  const address = wish.apiBase ?? values.api_base;
  guardSavedAddress(state, key, address);
  const apiKey = await clearText(ctx, state, key);
  const baseUrl = await clearText(ctx, state, address);
  if (baseUrl === null) throw new AppError('bad-input', { detail: 'The address of the upstream is missing.' });
  return { provider: wish.provider, model: '', baseUrl: rootOf(wish.provider, baseUrl), apiKey };
}

/** Ollama's own routes stand beside its OpenAI-compatible door, not behind it. */
function rootOf(provider: string, address: string): string {
  const base = address.replace(/\/+$/, '');
  return provider.startsWith('ollama') ? base.replace(/\/v1$/, '') : base;
}

function credentialValues(state: ConfigState, key: string | null): JsonObject {
  if (key === null) return {};
  const item = state.item({ kind: 'credential', key });
  if (item === null) throw new AppError('not-found', { detail: 'There is no such credential.' });
  return isJsonObject(item.data.credential_values) ? item.data.credential_values : {};
}
