import { guardrailModes, isSecretName, type JsonObject } from '@regent/core';
import type { EntryField } from '../../lib/item/entry-form.tsx';
import { textAt } from '../../lib/item/path.ts';

/** The fields of one form, in groups, in the order in which people think of them. */
export type EntryFormFields = readonly (readonly EntryField[])[];

const at = (...path: string[]): EntryField => ({ path });
const isProgram = (data: JsonObject) => textAt(data, ['server', 'transport']) === 'stdio';
const signsIn = (data: JsonObject) => !['', 'none'].includes(textAt(data, ['server', 'auth_type']));

export const guardrailForm: EntryFormFields = [
  [
    at('guardrail_name'),
    {
      path: ['litellm_params', 'guardrail'],
      spec: { label: 'Integration', values: ['presidio', 'bedrock', 'lakera_v2', 'aporia', 'aim', 'guardrails_ai'] },
    },
    { path: ['litellm_params', 'mode'], spec: { label: 'Runs', type: 'enum', values: guardrailModes } },
    { path: ['litellm_params', 'default_on'], spec: { label: 'For every request' } },
  ],
  [
    at('litellm_params', 'api_key'),
    at('litellm_params', 'api_base'),
    { path: ['litellm_params', 'unreachable_fallback'], spec: { label: 'When it is away' } },
  ],
];

export const mcpForm: EntryFormFields = [
  [
    { path: ['name'], spec: { label: 'Name', type: 'text', help: 'Name that keys and teams refer to.' } },
    at('server', 'transport'),
    { ...at('server', 'url'), onlyIf: (data) => !isProgram(data) },
    { ...at('server', 'command'), onlyIf: isProgram },
    { ...at('server', 'args'), onlyIf: isProgram },
  ],
  [
    { path: ['server', 'auth_type'], spec: { label: 'Signs in with' } },
    { path: ['server', 'auth_value'], spec: { label: 'Token or key' }, onlyIf: signsIn },
  ],
  [
    { path: ['server', 'access_groups'], spec: { label: 'Access groups' } },
    { path: ['server', 'allow_all_keys'], spec: { label: 'For every key' } },
  ],
  [at('server', 'allowed_tools'), at('server', 'description')],
];

export const searchToolForm: EntryFormFields = [
  [at('search_tool_name'), at('litellm_params', 'search_provider')],
  [at('litellm_params', 'api_key'), at('litellm_params', 'api_base')],
];

export const vectorStoreForm: EntryFormFields = [
  [at('vector_store_name'), at('litellm_params', 'vector_store_id'), at('litellm_params', 'custom_llm_provider')],
  [at('litellm_params', 'api_key'), at('litellm_params', 'api_base')],
  [at('litellm_params', 'vector_store_description')],
];

const comesFrom =
  (...names: readonly string[]) =>
  (data: JsonObject) =>
    names.includes(textAt(data, ['litellm_params', 'prompt_integration']));
const param = (key: string, onlyIf?: EntryField['onlyIf']): EntryField => ({
  path: ['litellm_params', key],
  ...(onlyIf ? { onlyIf } : {}),
});
const inside = (section: string, keys: readonly string[], onlyIf: EntryField['onlyIf']): EntryField[] =>
  keys.map((key) => ({ path: ['litellm_params', section, key], ...(onlyIf ? { onlyIf } : {}) }));

/** The id inside is the name, as it is with a template that stands here. */
const isNamedWithin = (data: JsonObject) =>
  textAt(data, ['litellm_params', 'prompt_id']) === textAt(data, ['prompt_id']);

export const promptForm: EntryFormFields = [
  [at('prompt_id'), param('prompt_integration')],
  [param('dotprompt_content', comesFrom('', 'dotprompt'))],
  inside(
    'gitlab_config',
    ['project', 'access_token', 'branch', 'tag', 'prompts_path', 'base_url', 'auth_method'],
    comesFrom('gitlab'),
  ),
  inside(
    'bitbucket_config',
    ['workspace', 'repository', 'access_token', 'username', 'branch', 'prompts_path', 'auth_method'],
    comesFrom('bitbucket'),
  ),
  ['api_base', 'api_key', 'provider_specific_query_params'].map((key) =>
    param(key, comesFrom('arize_phoenix', 'generic_prompt_management')),
  ),
  [param('prompt_id', (data) => !comesFrom('', 'dotprompt')(data) || !isNamedWithin(data))],
  [param('ignore_prompt_manager_model'), param('ignore_prompt_manager_optional_params')],
];

const card = (...path: readonly string[]): EntryField => ({ path: ['agent_card_params', ...path] });

export const agentForm: EntryFormFields = [
  [at('agent_name'), card('name'), card('description'), card('url'), card('version')],
  [card('skills')],
  [
    card('capabilities', 'streaming'),
    card('capabilities', 'pushNotifications'),
    card('capabilities', 'stateTransitionHistory'),
    card('defaultInputModes'),
    card('defaultOutputModes'),
    card('protocolVersion'),
    card('preferredTransport'),
  ],
  [
    { ...card('provider', 'organization'), spec: { label: 'Offered by' } },
    { ...card('provider', 'url'), spec: { label: 'Their address' } },
    card('documentationUrl'),
    card('iconUrl'),
  ],
  [param('custom_llm_provider'), param('model'), param('api_base'), param('api_key')],
  [param('cost_per_query'), at('rpm_limit'), at('tpm_limit')],
];

const holdsSecret = (data: JsonObject) => typeof data.value === 'object' || isSecretName(textAt(data, ['name']));
const valueHelp = 'What the engine finds under the name.';

export const variableForm: EntryFormFields = [
  [
    { path: ['name'], spec: { label: 'Name', type: 'text', help: 'As the engine or a logger reads it.' } },
    {
      path: ['value'],
      spec: { label: 'Value', type: 'secret', help: valueHelp },
      onlyIf: holdsSecret,
    },
    {
      path: ['value'],
      spec: { label: 'Value', type: 'text', help: valueHelp },
      onlyIf: (data) => !holdsSecret(data),
    },
    {
      path: ['target'],
      spec: {
        label: 'Set in',
        type: 'enum',
        values: ['process', 'file'],
        help: "The engine's own environment, or environment_variables of the file, which count later.",
      },
    },
  ],
];
