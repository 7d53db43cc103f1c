import { error, info, warning } from './rule.ts';

/** Deployments. */
export const modelRules = {
  'no-models': warning(
    'There is no model',
    'The engine starts, is healthy, and answers no request.',
    'Add a model.',
    'model_list:',
  ),
  'unknown-provider': error(
    'The provider is unknown',
    'The engine drops this deployment; requests to it answer 400.',
    'Correct the prefix of the model.',
    'model_list:\n  - model_name: gpt\n    litellm_params: {model: opnai/gpt-4o}',
  ),
  'unknown-model': error(
    'The model names no provider',
    'Without a prefix the engine knows well-known models only; it drops this deployment.',
    'Write provider/model.',
    'model_list:\n  - model_name: gpt\n    litellm_params: {model: my-model}',
  ),
  'base-without-v1': warning(
    'The address has no /v1',
    'An OpenAI-compatible base address usually ends in /v1.',
    'Add /v1 unless the server has another path.',
    'api_base: http://10.0.0.1:8001',
  ),
  'base-with-path': warning(
    'The address holds the whole path',
    'The engine appends the path itself, so that it is there twice.',
    'End the address before /chat/completions.',
    'api_base: http://10.0.0.1:8001/v1/chat/completions',
  ),
  'azure-incomplete': warning(
    'Azure needs an address',
    'Azure deployments need api_base (or AZURE_API_BASE); every call fails without it.',
    'Add api_base and api_version, or a credential.',
    'litellm_params: {model: azure/gpt-4o, api_key: k}',
  ),
  'own-server-address': warning(
    'A server of one’s own needs an address',
    'The engine reaches this provider with OpenAI’s client; without api_base that sends key and prompts to api.openai.com.',
    'Add api_base, or a credential that has one.',
    'litellm_params: {model: hosted_vllm/my-model}',
  ),
  'no-api-key': warning(
    'There is no key for the provider',
    'Neither the deployment, nor a credential, nor the environment has one; calls are refused.',
    'Add api_key or a credential.',
    'litellm_params: {model: anthropic/claude-sonnet-4}',
  ),
  'wildcard-listing': warning(
    'A wildcard is listed as *',
    '/v1/models shows the literal * and the explicit names only.',
    'Discover models to list them.',
    'model_name: "*"',
  ),
  'wildcard-to-one-model': warning(
    'A wildcard that leads to one model',
    'Every name goes to the same model; /model/info shows hundreds of rows of it.',
    'Use a wildcard in litellm_params.model too, or a plain name.',
    'model_name: "openai/*"\nlitellm_params: {model: openai/gpt-4o}',
  ),
  'wildcard-model': warning(
    'A wildcard model behind a plain name',
    'The provider is asked for a model that is literally called *.',
    'Use a wildcard in model_name too, or a plain model.',
    'model_name: gpt\nlitellm_params: {model: "openai/*"}',
  ),
  'duplicate-model-id': warning(
    'An id is used twice',
    'Both deployments share cooldowns, limits and spend.',
    'Give each its own id.',
    'model_info: {id: a}',
  ),
  'duplicate-deployment': warning(
    'The same deployment twice',
    'Both get the same generated id; the second adds nothing.',
    'Remove one, or give each an id.',
    '# two equal entries',
  ),
  'model-without-access-group': warning(
    'A deployment without access group',
    'Every other deployment of its group carries an access group; keys that have the group only do not reach this one.',
    'Add access_groups.',
    'model_info: {base_model: x}',
  ),
  'mixed-weights': warning(
    'Some deployments of a group have no weight',
    'As soon as one has a weight, those without get no traffic.',
    'Give each a weight, or none.',
    'litellm_params: {weight: 2}',
  ),
  'environment-unset': error(
    'LITELLM_ENVIRONMENT is not set',
    'The engine drops deployments with supported_environments when it does not know its own.',
    'Set LITELLM_ENVIRONMENT.',
    'model_info: {supported_environments: [production]}',
  ),
  'keepalive-clamped': info(
    'The keep-alive is clamped',
    'The engine takes 1 to 300 seconds.',
    'Take a value between 1 and 300.',
    'keepalive_seconds: 900',
  ),
  'bad-window': error(
    'The access window cannot be read',
    'The engine refuses to start with a window whose times or time zone mean nothing.',
    'Write start and end as "22:00", a time zone such as Europe/Berlin, and at least one team.',
    'model_info:\n  access_windows: [{start: "25:00", end: "06:00", timezone: UTC, team_ids: [t]}]',
  ),
} as const;
