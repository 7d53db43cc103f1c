import { AppError, isJsonObject, type Json, type JsonObject } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { engineValue, unseenWords } from '../config/engine-value.ts';
import type { ConfigState } from '../item/state.ts';
import { credentialValues, guardSavedAddress } from './saved-address.ts';

/** Where a deployment's calls go, with its credential filled in. Lives only as long as the call. */
export interface Upstream {
  /** LiteLLM's provider id. */
  readonly provider: string;
  /** Name of the model at the provider. */
  readonly model: string;
  readonly baseUrl: string | null;
  readonly apiKey: string | null;
}

/** Providers that speak OpenAI's protocol, with the address they have when none is given. */
const openAiCompatible: Readonly<Record<string, string | null>> = {
  openai: 'https://api.openai.com/v1',
  hosted_vllm: null,
  vllm: null,
  openai_like: null,
  lm_studio: null,
  llamafile: null,
  litellm_proxy: null,
  ollama: 'http://127.0.0.1:11434/v1',
  ollama_chat: 'http://127.0.0.1:11434/v1',
  deepseek: 'https://api.deepseek.com/v1',
  groq: 'https://api.groq.com/openai/v1',
  mistral: 'https://api.mistral.ai/v1',
  openrouter: 'https://openrouter.ai/api/v1',
  xai: 'https://api.x.ai/v1',
  together_ai: 'https://api.together.xyz/v1',
  fireworks_ai: 'https://api.fireworks.ai/inference/v1',
  perplexity: 'https://api.perplexity.ai',
};

export type Protocol = 'openai' | 'anthropic' | 'ollama';

/** The protocol in which Regent can call a provider itself; null where it cannot. */
export function protocolOf(provider: string): Protocol | null {
  if (provider === 'anthropic') return 'anthropic';
  if (provider === 'ollama' || provider === 'ollama_chat') return 'ollama';
  return Object.hasOwn(openAiCompatible, provider) ? 'openai' : null;
}

function defaultBaseUrl(provider: string): string | null {
  if (provider === 'anthropic') return 'https://api.anthropic.com';
  return openAiCompatible[provider] ?? null;
}

/** Provider and model of `litellm_params`: the prefix of `model`, or `custom_llm_provider`. */
export function providerOf(params: JsonObject): { provider: string | null; model: string } {
  const full = typeof params.model === 'string' ? params.model : '';
  if (typeof params.custom_llm_provider === 'string') return { provider: params.custom_llm_provider, model: full };
  const slash = full.indexOf('/');
  if (slash > 0) return { provider: full.slice(0, slash), model: full.slice(slash + 1) };
  return { provider: typeof params.api_base === 'string' ? 'openai' : null, model: full };
}

/** Puts credential, vault values and defaults together for one call. @throws AppError `bad-input` for a stored key at a new address, UnseenVariable */
export async function upstreamOf(
  ctx: Ctx,
  state: ConfigState,
  wish: { data: JsonObject; credentialKey?: string | undefined },
): Promise<Upstream | null> {
  const params = isJsonObject(wish.data.litellm_params) ? wish.data.litellm_params : {};
  const credential = credentialValues(state, params, wish.credentialKey);
  const { provider, model } = providerOf({ ...credential, ...params });
  if (provider === null) return null;
  const key = params.api_key ?? credential.api_key;
  const address = params.api_base ?? params.base_url ?? credential.api_base;
  guardSavedAddress(state, key, address);
  const apiKey = await clearText(ctx, state, key);
  const baseUrl = await clearText(ctx, state, address);
  return { provider, model, baseUrl: baseUrl ?? defaultBaseUrl(provider), apiKey };
}

/** Regent cannot read a value, because only the Servant's process has it. */
export class UnseenVariable extends AppError {
  constructor(variable: string) {
    super('bad-input', { detail: unseenWords(variable) });
    this.name = 'UnseenVariable';
  }
}

/** The text of a value: typed, from the vault, or of a variable that Regent sets. @throws UnseenVariable */
export async function clearText(ctx: Ctx, state: ConfigState, value: Json | undefined): Promise<string | null> {
  const read = await engineValue(ctx, state.effective, value);
  if (read.state === 'unseen') throw new UnseenVariable(read.variable);
  return read.state === 'clear' ? read.text : null;
}
