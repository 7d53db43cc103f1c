import { any, boolean, define, list, map, mapOf, number, openMap, secret, text, texts } from '../key-spec.ts';
import { credentialDrafts } from './model.ts';
import { name } from './name.ts';

const strict = { strict: true } as const;

export const credentialKeys = define('credential', '', {
  credential_list: list(
    map(
      {
        credential_name: name('Name that models refer to.'),
        credential_values: map(credentialDrafts, 'Keys and addresses.', { required: true, open: true, strict: true }),
        credential_info: map(
          { custom_llm_provider: text('Provider.'), description: text('Description.') },
          'What it is for.',
          { required: true, open: true, strict: true },
        ),
      },
      'One credential.',
      strict,
    ),
    'Named credentials.',
    { label: 'Credentials', strict: true },
  ),
});

export const guardrailModes = [
  'pre_call',
  'post_call',
  'during_call',
  'logging_only',
  'pre_mcp_call',
  'during_mcp_call',
  'post_mcp_call',
  'realtime_input_transcription',
] as const;

export const guardrailKeys = define('guardrail', '', {
  guardrails: list(
    map(
      {
        guardrail_name: name('Name that keys, teams and policies refer to.'),
        litellm_params: map(
          {
            guardrail: text('Integration, or a dotted Python path.', { required: true, strict: true }),
            mode: any('When it runs: one mode, a list, or `{tags, default}`.', { required: true }),
            default_on: boolean('Runs for every request.', { default: false }),
            api_key: secret('Key of the service.'),
            api_base: text('Address of the service.'),
            api_version: text('API version of the service.'),
            unreachable_fallback: text('What happens when the service is away.', {
              values: ['fail_closed', 'fail_open'],
            }),
          },
          'How it is called.',
          { required: true, open: true, strict: true },
        ),
        guardrail_info: openMap('What it is for.'),
        policy_template: text('Template that it was made from.'),
      },
      'One guardrail.',
      { open: true, strict: true },
    ),
    'Guardrails.',
    strict,
  ),
});

export const vectorStoreKeys = define('vector_store', '', {
  vector_store_registry: list(
    map(
      {
        vector_store_name: name('Name.'),
        litellm_params: map(
          {
            vector_store_id: text('Id at the provider.', { required: true, strict: true }),
            custom_llm_provider: text('Provider.', { required: true, strict: true }),
            vector_store_description: text('What it holds.'),
            vector_store_metadata: openMap('Metadata.'),
            api_key: secret('Key of the provider.'),
            api_base: text('Address of the provider.'),
          },
          'How it is called.',
          { required: true, open: true, strict: true },
        ),
      },
      'One vector store.',
      { open: true, strict: true },
    ),
    'Vector stores.',
    strict,
  ),
});

export const passThroughKeys = define('pass_through_endpoint', 'general_settings', {
  pass_through_endpoints: list(
    map(
      {
        id: text('Id.'),
        path: text('Path at the gateway.', { required: true }),
        target: text('Address that is called.', { required: true }),
        headers: openMap('Headers for the target.', strict),
        default_query_params: openMap('Query for the target.'),
        methods: texts('HTTP methods.'),
        include_subpath: boolean('Paths below it as well.', { default: false }),
        forward_headers: boolean('The caller’s headers are passed on, its key included.', { default: false }),
        merge_query_params: boolean('The caller’s query is passed on.'),
        cost_per_request: number('Price of a request.', { unit: 'USD', min: 0 }),
        auth: boolean('A key is needed.'),
        guardrails: any('Guardrails that run.'),
        timeout: number('Longest request.', { unit: 's', min: 0 }),
      },
      'One pass-through endpoint.',
    ),
    'Pass-through endpoints.',
    { label: 'Pass-through endpoints' },
  ),
});

export const environmentKeys = define('env_var', '', {
  environment_variables: mapOf(any('Value.'), 'Variables that are set while the file is loading.', {
    label: 'Variables',
    strict: true,
  }),
});
