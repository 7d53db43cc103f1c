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
  return prefixes.test(model) || familyOf(model) !== undefined || reachesKnownHost(deployment)
    ? []
    : [unknownProvider(location, deployment.provider)];
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

/** Names by which the engine knows the provider whatever comes behind. */
const prefixes =
  /^(ft:|text-(bison|unicorn|multilingual)|davinci|babbage|ada$|container|gemma|chat-|codechat|textembedding|multimodalembedding|imagen|veo-|j2-|jamba|chirp|dolphin|chatdolphin|c4ai-|glm-|kimi-|doubao-|deep-research|daybreak|jina-|medlm|fireworks-ai|together-ai|us-gov\.|[a-z0-9]{2,12}\.[a-z0-9])/;

const familyOf = (model: string) => Object.entries(families).find(([, names]) => names.test(model))?.[0];

function unknownProvider(location: Location, provider: string): RuleFinding {
  const suggestion = nearest(provider, providers);
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
  if (prefixes.test(model) || bareModels.has(model) || providers.has(model) || reachesKnownHost(deployment)) return [];
  const family = familyOf(model);
  if (family === undefined)
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
      hint: `Write ${family}/${model}.`,
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
