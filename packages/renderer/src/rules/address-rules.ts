import type { Location } from '@regent/core';
import { type Context, type Deployment, type RuleFinding, valueIn } from './context.ts';
import { checkPort, withoutUser } from './url.ts';
import { isReference } from './value-rules.ts';

/** Where a deployment's requests go: whether the address is there where one is needed, and whether it is a whole one. */
export function checkAddress(context: Context, deployment: Deployment): RuleFinding[] {
  return [...checkForm(deployment), ...checkAzure(context, deployment), ...checkOwnServer(context, deployment)];
}

const at = (deployment: Deployment, ...rest: string[]): Location => ['model_list', deployment.index, ...rest];

function checkForm(deployment: Deployment): RuleFinding[] {
  const base = deployment.params.api_base;
  if (typeof base !== 'string' || isReference(base) || base.includes('${')) return [];
  const location = at(deployment, 'litellm_params', 'api_base');
  if (!/^(https?|wss?|grpcs?):\/\/[^\s/]+[^\s]*$/.test(base)) {
    return [
      {
        code: 'bad-url',
        location,
        message: `${JSON.stringify(withoutUser(base))} is no whole address; every call fails.`,
        hint: 'Begin it with http:// or https://.',
      },
    ];
  }
  const port = checkPort(base, location);
  if (port.length > 0) return port;
  if (
    appendsPath(deployment.provider) &&
    /\/(chat\/completions|completions|embeddings|responses|messages)\/?(\?.*)?$/.test(base)
  ) {
    return [
      {
        code: 'base-with-path',
        location,
        message: 'The engine appends the path itself; here it would be there twice.',
        hint: 'End the address before it.',
      },
    ];
  }
  if (/^ollama(_chat)?$/.test(deployment.provider ?? '') && /\/v1\/?$/.test(base)) {
    return [
      {
        code: 'base-with-path',
        location,
        message: 'The engine appends /api/… of Ollama itself; below /v1 there is none, and every call answers 404.',
        hint: `Write ${base.replace(/\/v1\/?$/, '')}, or the provider openai/… for this address.`,
      },
    ];
  }
  const compatible = deployment.provider === 'openai' || deployment.provider === 'hosted_vllm';
  if (compatible && !/\/v\d+|\/openai|\/api|\.azure\./.test(base.replace(/^[a-z]+:\/\/[^/]+/, ''))) {
    return [
      {
        code: 'base-without-v1',
        location,
        message: 'An OpenAI-compatible base address usually ends in /v1.',
        hint: `Write ${base.replace(/\/$/, '')}/v1.`,
      },
    ];
  }
  return [];
}

/** Providers whose code sees that the path is there already; the engine's other clients append it in any case. */
const seesPath = new Set(
  `aiohttp_openai anthropic azure_ai bedrock dashscope deepseek github_copilot huggingface infinity minimax modelscope
  moonshot openai_like openrouter perplexity sambanova tencent volcengine voyage`.split(/\s+/),
);

function appendsPath(provider: string | null): boolean {
  return provider === null || !seesPath.has(provider);
}

function checkAzure(context: Context, deployment: Deployment): RuleFinding[] {
  const { params } = deployment;
  if (deployment.provider !== 'azure' || params.api_base !== undefined || params.litellm_credential_name !== undefined)
    return [];
  if (params.mock_response !== undefined || context.environment?.has('AZURE_API_BASE') === true) return [];
  const severity = context.environment === null ? {} : { severity: 'error' as const };
  return [
    {
      code: 'azure-incomplete',
      location: at(deployment, 'litellm_params'),
      message: 'api_base is missing, and AZURE_API_BASE is needed instead.',
      ...severity,
    },
  ];
}

/**
 * Servers of one's own that the engine reaches with OpenAI's client: without an address that client has its own default.
 * With the variable that the engine takes instead, where there is one. Seen on 1.104.0.
 */
const ownServers: Readonly<Record<string, string | null>> = {
  hosted_vllm: 'HOSTED_VLLM_API_BASE',
  lm_studio: 'LM_STUDIO_API_BASE',
  litellm_proxy: 'LITELLM_PROXY_API_BASE',
  xinference: null,
  custom_openai: null,
};
const addressKeys = ['api_base', 'base_url', 'litellm_credential_name', 'mock_response'];

function checkOwnServer(context: Context, { index, provider, params }: Deployment): RuleFinding[] {
  const variable = ownServers[provider ?? ''];
  if (variable === undefined || addressKeys.some((key) => params[key] !== undefined && params[key] !== null)) return [];
  if (variable !== null && context.environment?.has(variable) === true) return [];
  if (valueIn(context.document, ['litellm_settings', 'api_base']) !== undefined) return [];
  return [
    {
      code: 'own-server-address',
      location: ['model_list', index, 'litellm_params'],
      message: `api_base is missing${variable === null ? '' : ` and ${variable} is not set`}: requests go to api.openai.com.`,
    },
  ];
}
