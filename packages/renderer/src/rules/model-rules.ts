import type { Location } from '@regent/core';
import { type Context, type Deployment, listOr, type RuleFinding, valueIn } from './context.ts';
import { checkAddress } from './address-rules.ts';
import { checkProvider } from './provider-rules.ts';
import { isReference, numberOf } from './value-rules.ts';

/** Deployments: provider, address, wildcard, access groups, weights. */
export function modelRules(context: Context): RuleFinding[] {
  const each = context.deployments.flatMap((deployment) => [
    ...checkProvider(context, deployment),
    ...checkAddress(context, deployment),
    ...checkKey(context, deployment),
    ...checkWildcard(deployment),
    ...checkEnvironments(context, deployment),
    ...checkKeepalive(deployment),
    ...checkId(deployment),
    ...checkName(deployment),
    ...checkStores(deployment),
    ...checkDropParams(deployment),
    ...checkAutoRouter(deployment),
  ]);
  return [...checkEmpty(context), ...each, ...checkAccessGroups(context), ...checkWeights(context)];
}

const at = (deployment: Deployment, ...rest: string[]): Location => ['model_list', deployment.index, ...rest];

function checkEmpty(context: Context): RuleFinding[] {
  const list = context.document.model_list;
  const empty = list === null || (Array.isArray(list) && list.length === 0 && context.document.include === undefined);
  return empty && list === null
    ? [{ code: 'no-models', location: ['model_list'], message: 'There is no model; the engine answers no request.' }]
    : [];
}

const keyVariables: Readonly<Record<string, string>> = {
  openai: 'OPENAI_API_KEY',
  anthropic: 'ANTHROPIC_API_KEY',
  groq: 'GROQ_API_KEY',
  mistral: 'MISTRAL_API_KEY',
  gemini: 'GEMINI_API_KEY',
  deepseek: 'DEEPSEEK_API_KEY',
  cohere: 'COHERE_API_KEY',
  xai: 'XAI_API_KEY',
  openrouter: 'OPENROUTER_API_KEY',
  moonshot: 'MOONSHOT_API_KEY',
};

function checkKey(context: Context, deployment: Deployment): RuleFinding[] {
  const variable = keyVariables[deployment.provider ?? ''];
  const { params } = deployment;
  if (variable === undefined || context.environment === null || context.environment.has(variable)) return [];
  if (
    ['api_key', 'litellm_credential_name', 'mock_response', 'use_xai_oauth'].some(
      (key) => params[key] !== undefined && params[key] !== null,
    )
  )
    return [];
  return [
    {
      code: 'no-api-key',
      location: at(deployment, 'litellm_params'),
      message: `There is no api_key, no credential, and ${variable} is not set.`,
    },
  ];
}

function checkWildcard({ index, name, params }: Deployment): RuleFinding[] {
  const model = typeof params.model === 'string' ? params.model : '';
  if (name === null || model === '' || isReference(model)) return [];
  const location = ['model_list', index, 'model_name'];
  if (name.includes('*') && !model.includes('*')) {
    return [{ code: 'wildcard-to-one-model', location, message: `Every name that fits ${name} goes to ${model}.` }];
  }
  if (model.includes('*') && !name.includes('*')) {
    return [
      {
        code: 'wildcard-model',
        location: ['model_list', index, 'litellm_params', 'model'],
        message: 'The provider is asked for a model that is literally called *.',
      },
    ];
  }
  return name === '*'
    ? [
        {
          code: 'wildcard-listing',
          location,
          message: '/v1/models shows the literal * and the explicit names only; discover models to list them.',
        },
      ]
    : [];
}

function checkEnvironments(context: Context, deployment: Deployment): RuleFinding[] {
  const listed = listOr(deployment.info.supported_environments);
  if (listed.length === 0 || context.environment === null || context.environment.has('LITELLM_ENVIRONMENT')) return [];
  return [
    {
      code: 'environment-unset',
      location: at(deployment, 'model_info', 'supported_environments'),
      message: 'LITELLM_ENVIRONMENT is not set, so that the engine drops this deployment.',
    },
  ];
}

function checkKeepalive(deployment: Deployment): RuleFinding[] {
  const seconds = numberOf(deployment.params.keepalive_seconds ?? null);
  if (seconds === null || (seconds >= 1 && seconds <= 300)) return [];
  return [
    {
      code: 'keepalive-clamped',
      location: at(deployment, 'litellm_params', 'keepalive_seconds'),
      message: 'The engine takes 1 to 300 seconds.',
    },
  ];
}

function checkName(deployment: Deployment): RuleFinding[] {
  const { name } = deployment;
  if (name === null || name === name.trim())
    return name === ''
      ? [{ code: 'wrong-type', location: at(deployment, 'model_name'), message: 'The name is empty.' }]
      : [];
  return [
    {
      code: 'stray-blank',
      location: at(deployment, 'model_name'),
      message: 'A blank before or after the name is part of it.',
    },
  ];
}

const otherRouters = /^auto_router\/(complexity|adaptive|quality)_router/;

/** The router that picks by meaning wants to know from what it picks, how, and what else. */
function checkAutoRouter(deployment: Deployment): RuleFinding[] {
  const { params } = deployment;
  const model = typeof params.model === 'string' ? params.model : '';
  if (!model.startsWith('auto_router/') || otherRouters.test(model)) return [];
  const config = params.auto_router_config ?? params.auto_router_config_path ?? null;
  const lacking = [
    ...(config === null ? ['auto_router_config_path'] : []),
    ...['auto_router_default_model', 'auto_router_embedding_model'].filter((key) => (params[key] ?? null) === null),
  ];
  return lacking.map((key) => ({
    code: 'missing-key',
    location: at(deployment, 'litellm_params'),
    message: `${key} is missing; the engine drops this deployment.`,
  }));
}

/** A text here is read as a switch; one that is none counts as not written. */
function checkDropParams(deployment: Deployment): RuleFinding[] {
  const value = deployment.params.drop_params;
  if (typeof value !== 'string' || isReference(value) || /^(true|false|yes|no|on|off|t|f|y|n|0|1)$/i.test(value.trim()))
    return [];
  return [
    {
      code: 'unknown-value',
      location: at(deployment, 'litellm_params', 'drop_params'),
      message: `${JSON.stringify(value)} is no switch; the engine goes on as if it were not written.`,
      hint: 'Write true or false, without quotes.',
    },
  ];
}

function checkStores(deployment: Deployment): RuleFinding[] {
  const stores = deployment.params.vector_store_ids;
  if (stores === undefined || stores === null || Array.isArray(stores)) return [];
  return [
    {
      code: 'wrong-type',
      location: at(deployment, 'litellm_params', 'vector_store_ids'),
      message: 'Expected a list; the engine looks into no store.',
      hint: typeof stores === 'string' ? `Write [${stores}].` : 'Write a list of ids.',
      severity: 'warning',
    },
  ];
}

function checkId(deployment: Deployment): RuleFinding[] {
  if (typeof deployment.info.id !== 'number') return [];
  const message = `The id is a number; the engine makes the text "${deployment.info.id}" of it.`;
  return [
    {
      code: 'wrong-type',
      location: at(deployment, 'model_info', 'id'),
      message,
      hint: 'Put it into quotes.',
      severity: 'warning',
    },
  ];
}

function checkAccessGroups(context: Context): RuleFinding[] {
  return groupsOf(context).flatMap((members) => {
    const without = members.filter(({ info }) => listOr(info.access_groups).length === 0);
    const [only] = without;
    if (members.length < 2 || without.length !== 1 || only === undefined) return [];
    return [
      {
        code: 'model-without-access-group' as const,
        location: at(only),
        message: `Every other deployment of group ${JSON.stringify(only.name)} carries an access group, this one carries none.`,
      },
    ];
  });
}

/** simple-shuffle looks at one field for the whole group: members without it get nothing. */
function checkWeights(context: Context): RuleFinding[] {
  const strategy = valueIn(context.document, ['router_settings', 'routing_strategy']);
  if (strategy !== undefined && strategy !== 'simple-shuffle') return [];
  return groupsOf(context).flatMap((members) => {
    const tiers = Map.groupBy(members, ({ params }) => JSON.stringify(params.order ?? null));
    return [...tiers.values()].flatMap((tier) => {
      const without = tier.filter(({ params }) => params.weight === undefined);
      if (without.length === 0 || without.length === tier.length) return [];
      return without.map((deployment) => ({
        code: 'mixed-weights' as const,
        location: at(deployment, 'litellm_params'),
        message: `Others of group ${JSON.stringify(deployment.name)} have a weight; without one this deployment gets no traffic.`,
      }));
    });
  });
}

function groupsOf(context: Context): Deployment[][] {
  const named = context.deployments.filter(({ name }) => name !== null);
  return [...Map.groupBy(named, ({ name }) => name).values()];
}
