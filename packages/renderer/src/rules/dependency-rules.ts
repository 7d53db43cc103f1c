import { type Context, type Deployment, listOr, type RuleFinding, valueIn } from './context.ts';

const forwarding = ['litellm_settings', 'model_group_settings', 'forward_client_headers_to_llm_api'];
const forwardingCheck = 'forward_client_headers_by_model_group';

/** Settings that do nothing until another setting is made as well. */
export function dependencyRules(context: Context): RuleFinding[] {
  return [
    ...checkForwarding(context),
    ...checkBuffer(context),
    ...checkKeySystem(context),

    ...context.deployments.flatMap(checkBudget),
  ];
}

const redisVariables = ['REDIS_HOST', 'REDIS_URL', 'REDIS_CLUSTER_NODES', 'REDIS_SENTINEL_NODES'];

/** Spend that is gathered in Redis wants one: the cache, the coordination Redis or a variable. */
function checkBuffer({ document, environment }: Context): RuleFinding[] {
  const location = ['general_settings', 'use_redis_transaction_buffer'];
  if (valueIn(document, location) !== true) return [];
  const cached = valueIn(document, ['litellm_settings', 'cache']) === true;
  const type = valueIn(document, ['litellm_settings', 'cache_params', 'type']) ?? 'redis';
  if (cached && String(type).startsWith('redis')) return [];
  if (valueIn(document, ['general_settings', 'coordination_redis']) !== undefined) return [];
  if (redisVariables.some((name) => environment?.has(name) === true)) return [];
  return [
    {
      code: 'setting-needs-another',
      location,
      message: 'There is no Redis in this file; without REDIS_HOST or REDIS_URL the engine refuses to start.',
      hint: 'Add a Redis cache under litellm_settings.',
      ...(environment === null ? {} : { severity: 'error' as const }),
    },
  ];
}

function checkKeySystem({ document }: Context): RuleFinding[] {
  const location = ['general_settings', 'key_management_settings'];
  const systems = ['key_management_system', 'use_google_kms', 'use_azure_key_vault'];
  const settings = valueIn(document, location);
  if (settings === undefined || settings === null) return [];
  if (systems.some((key) => valueIn(document, ['general_settings', key]) !== undefined)) return [];
  return [
    {
      code: 'setting-needs-another',
      location,
      message: 'No secret is read or stored without key_management_system.',
      hint: 'Add key_management_system, for example aws_secret_manager.',
    },
  ];
}

/** A deployment's budget counts only with its period, and the other way round. */
function checkBudget({ index, params }: Deployment): RuleFinding[] {
  const pair = ['max_budget', 'budget_duration'] as const;
  const given = pair.filter((key) => params[key] !== undefined && params[key] !== null);
  const lacking = pair.find((key) => !given.includes(key));
  const [only] = given;
  if (only === undefined || lacking === undefined) return [];
  return [
    {
      code: 'setting-needs-another',
      location: ['model_list', index, 'litellm_params', only],
      message: `Without ${lacking} this deployment has no budget.`,
      hint: `Add ${lacking}.`,
    },
  ];
}

function checkForwarding({ document }: Context): RuleFinding[] {
  const groups = listOr(valueIn(document, forwarding));
  const checks = listOr(valueIn(document, ['router_settings', 'optional_pre_call_checks']));
  if (groups.length === 0 || checks.includes(forwardingCheck)) return [];
  return [
    {
      code: 'setting-needs-another',
      location: forwarding,
      message: 'No header is forwarded without the pre-call check of the router.',
      hint: `Add ${forwardingCheck} to router_settings.optional_pre_call_checks.`,
    },
  ];
}
