import { isJsonObject, type Location } from '@regent/core';
import { providers } from '../engine-versions/names.ts';
import { type Context, type Deployment, listOr, type RuleFinding, valueIn } from './context.ts';
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
  const own = listOr(valueIn(context.document, ['litellm_settings', 'custom_provider_map'])).flatMap((entry) =>
    isJsonObject(entry) ? [entry.provider] : [],
  );
  if (typeof custom === 'string') {
    const known = isReference(custom) || providers.has(custom) || own.includes(custom);
    return known
      ? []
      : [unknownProvider(['model_list', deployment.index, 'litellm_params', 'custom_llm_provider'], custom)];
  }
  if (deployment.provider === null) return checkBare(deployment, model, location);
  if (providers.has(deployment.provider) || own.includes(deployment.provider)) {
    return model.length > deployment.provider.length + 1
      ? []
      : [{ code: 'unknown-model', location, message: 'There is no model behind the provider.' }];
  }
  return bareModels.test(model) || reachesKnownHost(deployment) ? [] : [unknownProvider(location, deployment.provider)];
}

/** Well-known models that need no prefix: families of the engine's catalog. */
const bareModels =
  /^(gpt|chatgpt|o[1345](-|$)|ft:|text-|omni-moderation|codex-|computer-use|dall-e|tts-1|whisper-1|sora-|davinci|babbage|ada$|container|claude|command|embed-|rerank-|gemini|gemma|chat-|codechat|textembedding|multimodalembedding|imagen|veo-|mistral|codestral|deepseek|j2-|jamba|chirp|dolphin|chatdolphin|c4ai-|glm-|kimi-|doubao-|deep-research|daybreak|jina-|medlm|fireworks-ai|together-ai|us-gov\.|[a-z0-9]{2,12}\.[a-z0-9])/;

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

function checkBare(deployment: Deployment, model: string, location: Location): RuleFinding[] {
  if (bareModels.test(model) || providers.has(model) || reachesKnownHost(deployment)) return [];
  return [
    {
      code: 'unknown-model',
      location,
      message: `${JSON.stringify(model)} names no provider; the engine drops this deployment.`,
      hint: `Write provider/${model}.`,
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
