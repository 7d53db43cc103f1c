import { isJsonObject, type Location } from '@regent/core';
import { bareModels } from '../engine-versions/bare-models.ts';
import { providers } from '../engine-versions/names.ts';
import { type Context, type Deployment, isAtLeast, listOr, type RuleFinding, valueIn } from './context.ts';
import { nearest } from './spelling.ts';
import { isReference } from './value-rules.ts';

/** Whether the engine can tell the provider of a deployment; else it drops it. */
export function checkProvider(context: Context, deployment: Deployment): RuleFinding[] {
  const { model } = deployment.params;
  if (typeof model !== 'string' || isReference(model) || model === '*' || model.includes('${')) return [];
  const location = ['model_list', deployment.index, 'litellm_params', 'model'];
  if (model.trim() === '') return [{ code: 'unknown-model', location, message: 'The model is empty.' }];
  if (/^\s|\s$|\s\/|\/\s/.test(model))
    return [{ code: 'stray-blank', location, message: 'There is a blank in the model that becomes part of its name.' }];
  const custom = deployment.params.custom_llm_provider;
  const own = ownProviders(context);
  if (typeof custom === 'string') {
    const known = isReference(custom) || providers.has(custom) || own.includes(custom);
    return known
      ? []
      : [unknownProvider(['model_list', deployment.index, 'litellm_params', 'custom_llm_provider'], custom)];
  }
  if (deployment.provider === null) return checkBare(context, deployment, location);
  if (providers.has(deployment.provider) || own.includes(deployment.provider)) {
    return model.length > deployment.provider.length + 1
      ? []
      : [{ code: 'unknown-model', location, message: 'There is no model behind the provider.' }];
  }
  return pictures.test(model) || reachesKnownHost(deployment) ? [] : [unknownProvider(location, deployment.provider)];
}

/** Providers that the file itself brings along. */
export function ownProviders(context: Context): readonly unknown[] {
  return listOr(valueIn(context.document, ['litellm_settings', 'custom_provider_map'])).flatMap((entry) =>
    isJsonObject(entry) ? [entry.provider] : [],
  );
}

/** Names that the engine's catalog knows whole families of; which ones, it knows only name by name. */
const families: Readonly<Record<string, RegExp>> = {
  openai:
    /^(gpt|chatgpt|o[1345](-|$)|text-(embedding|moderation)|omni-moderation|codex-|computer-use|dall-e|tts-1|whisper-1|sora-)/,
  anthropic: /^claude/,
  gemini: /^gemini/,
  cohere: /^(command|embed-|rerank-)/,
  mistral: /^(mistral|codestral)/,
  deepseek: /^deepseek/,
};

/** Names of Bedrock, with or without a region before the maker. */
const bedrock =
  /^((us|eu|apac|ap|jp|au|ca|sa|global|us-gov)\.)?(ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs|writer|xai|zai)\./;
/** Further names that 1.104 finds without a prefix. */
const further =
  /^(ft:|davinci-002$|babbage-002$|(chat)?dolphin$|c4ai-aya|deep-research-pro|daybreak-|chat-latest$|j2-|jamba-|medlm-|multimodalembedding|text-(multilingual|unicorn))/;
/** Names that engines before 1.104 found, and newer catalogs may bring back. */
const former =
  /^(text-bison|davinci|babbage|ada$|container|gemma|chat-|codechat|textembedding|imagen|veo-|jamba|chirp|c4ai-|glm-|kimi-|doubao-|jina-|medlm|fireworks-ai|together-ai)/;
/** Pictures by quality and size, as the catalog has them. */
const pictures = /^((low|medium|high|standard|hd|auto)\/)?(\d+-x-\d+|max-x-max|hd|standard)\//;

const familyOf = (model: string) => Object.entries(families).find(([, names]) => names.test(model))?.[0];

/** What people call a provider, or a maker whose models it has. */
const otherNames: Readonly<Record<string, string>> = {
  aws: 'bedrock',
  amazon: 'bedrock',
  google: 'gemini',
  claude: 'anthropic',
  chatgpt: 'openai',
  gpt: 'openai',
  'x-ai': 'xai',
  grok: 'xai',
  together: 'together_ai',
  fireworks: 'fireworks_ai',
  azure_openai: 'azure',
  'azure-openai': 'azure',
  vertex: 'vertex_ai',
  lmstudio: 'lm_studio',
  hf: 'huggingface',
  qwen: 'dashscope',
  kimi: 'moonshot',
  nvidia: 'nvidia_nim',
  mistralai: 'mistral',
  'llama.cpp': 'openai',
  llamacpp: 'openai',
};

function unknownProvider(location: Location, provider: string): RuleFinding {
  const suggestion = otherNames[provider.toLowerCase()] ?? nearest(provider, providers);
  const hint =
    suggestion === undefined
      ? 'Write a provider of the engine, for example openai/… for compatible servers.'
      : `Did you mean ${suggestion}?`;
  return {
    code: 'unknown-provider',
    location,
    message: `The engine knows no provider ${JSON.stringify(provider)} and drops this deployment.`,
    hint,
  };
}

function checkBare(context: Context, deployment: Deployment, location: Location): RuleFinding[] {
  const model = String(deployment.params.model);
  const found = bareModels.has(model) || bedrock.test(model) || further.test(model) || providers.has(model);
  if (found || reachesKnownHost(deployment)) return [];
  const family = familyOf(model);
  if (family === undefined && !former.test(model))
    return [
      {
        code: 'unknown-model',
        location,
        message: `${JSON.stringify(model)} names no provider; the engine drops this deployment.`,
        hint: `Write provider/${model}.`,
      },
    ];
  if (!isAtLeast(context.engine, '1.104.0')) return [];
  return [
    {
      code: 'unknown-model',
      location,
      message: `${JSON.stringify(model)} is not in the engine's catalog; unless a newer catalog has it, the engine drops this deployment.`,
      hint: `Write ${family ?? 'provider'}/${model}.`,
      severity: 'warning',
    },
  ];
}

/** The engine knows some providers by their address. */
function reachesKnownHost(deployment: Deployment): boolean {
  const base = deployment.params.api_base;
  return (
    typeof base === 'string' &&
    /^https?:\/\/(api|codestral|integrate|app|inference|dashscope)[a-z0-9.-]*\.[a-z]{2,}\//.test(base)
  );
}
