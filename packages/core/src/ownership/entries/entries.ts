import {
  any,
  boolean,
  choice,
  define,
  integer,
  list,
  map,
  mapOf,
  number,
  openMap,
  secret,
  text,
  texts,
} from '../key-spec.ts';
import { credentialDrafts } from './model.ts';

const strict = { strict: true } as const;
const name = (help: string) => text(help, { label: 'Name', required: true, strict: true });

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

export const promptKeys = define('prompt', '', {
  prompts: list(
    map(
      {
        prompt_id: name('Id that requests refer to.'),
        litellm_params: map(
          {
            prompt_integration: text('Where the prompt comes from.', { required: true, strict: true }),
            prompt_id: text('Id there.', strict),
            api_key: secret('Key of the service.', strict),
          },
          'How it is fetched.',
          { required: true, open: true, strict: true },
        ),
        prompt_info: openMap('What it is for.', strict),
      },
      'One prompt.',
      { open: true, strict: true },
    ),
    'Prompts.',
    strict,
  ),
});

export const searchProviders = [
  'perplexity',
  'tavily',
  'parallel_ai',
  'exa_ai',
  'brave',
  'google_pse',
  'dataforseo',
  'firecrawl',
  'fastcrw',
  'searxng',
  'linkup',
  'duckduckgo',
  'searchapi',
  'serper',
  'you_com',
  'apiserpent',
  'tinyfish',
  'agentcore',
  'nimble',
  'bing_grounding',
] as const;

export const searchToolKeys = define('search_tool', '', {
  search_tools: list(
    map(
      {
        search_tool_name: name('Name in the address of the tool.'),
        litellm_params: map(
          {
            search_provider: choice(searchProviders, 'Search service.', { required: true }),
            api_key: secret('Key of the service.'),
            api_base: text('Address of the service.'),
            timeout: number('Longest search.', { unit: 's', min: 0 }),
            max_retries: integer('Retries.', { min: 0 }),
          },
          'How it is called.',
          { required: true, open: true },
        ),
        search_tool_info: openMap('What it is for.'),
      },
      'One search tool.',
      { open: true, strict: true },
    ),
    'Search tools.',
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

export const agentKeys = define('agent', '', {
  agent_list: list(
    map(
      {
        agent_name: name('Name.'),
        agent_card_params: openMap('The card that clients see.', { required: true }),
        litellm_params: openMap('How it is called.', strict),
      },
      'One agent.',
      { open: true, strict: true },
    ),
    'Agents.',
    strict,
  ),
});

export const mcpTransports = ['http', 'sse', 'stdio'] as const;

export const mcpServerKeys = define('mcp_server', '', {
  mcp_servers: mapOf(
    map(
      {
        url: text('Address of the server.', strict),
        transport: choice(mcpTransports, 'How it is spoken to.', { default: 'http', strict: true }),
        auth_type: choice(
          [
            'none',
            'api_key',
            'bearer_token',
            'basic',
            'authorization',
            'oauth2',
            'aws_sigv4',
            'token',
            'oauth2_token_exchange',
            'oauth2_id_jag',
            'true_passthrough',
            'oauth_delegate',
          ],
          'How the gateway signs in.',
          strict,
        ),
        auth_value: secret('Token or key.'),
        authentication_token: secret('Token or key.'),
        server_name: text('Name that is shown.'),
        env_vars: any('Variables of the program.'),
        tool_name_to_display_name: openMap('Names of tools.'),
        tool_name_to_description: openMap('Descriptions of tools.'),
        issuer: text('OAuth2 issuer.'),
        token_endpoint_auth_method: text('How the client signs in for tokens.'),
        aws_access_key_id: secret('AWS access key.'),
        aws_secret_access_key: secret('AWS secret key.'),
        aws_session_token: secret('AWS session token.'),
        aws_region_name: text('AWS region.'),
        aws_service_name: text('AWS service.'),
        aws_role_name: text('AWS role to take on.'),
        oauth2_flow: choice(['client_credentials', 'authorization_code'], 'OAuth2 flow.'),
        alias: text('Further name.'),
        server_id: text('Id of the server.'),
        description: text('What it offers.'),
        mcp_info: openMap('What clients see.'),
        scopes: texts('OAuth2 scopes.'),
        authorization_url: text('OAuth2 address for people.'),
        token_url: text('OAuth2 address for tokens.'),
        registration_url: text('OAuth2 address for clients.'),
        client_id: text('OAuth2 client.'),
        client_secret: secret('OAuth2 secret.'),
        spec_path: text('OpenAPI file that becomes tools.'),
        command: text('Program to start (stdio).'),
        args: texts('Arguments of the program.'),
        env: openMap('Environment of the program.'),
        extra_headers: texts('Headers of the caller that are passed on.'),
        static_headers: openMap('Headers that are always sent.'),
        allowed_tools: texts('Only these tools.'),
        disallowed_tools: texts('Not these tools.'),
        allowed_params: openMap('Parameters by tool.'),
        access_groups: texts('Groups that keys and teams may be given.'),
        mcp_access_groups: texts('Groups that keys and teams may be given.'),
        allow_all_keys: boolean('Every key may use it.'),
        available_on_public_internet: boolean('Callers from outside may use it.'),
        timeout: number('Longest call.', { unit: 's', min: 0 }),
        instructions: text('What clients are told.'),
      },
      'One MCP server.',
      strict,
    ),
    'MCP servers by name.',
    { label: 'MCP servers', strict: true },
  ),
});

export const passThroughKeys = define('pass_through_endpoint', 'general_settings', {
  pass_through_endpoints: list(
    map(
      {
        id: text('Id.'),
        path: text('Path at the gateway.', { required: true }),
        target: text('Address that is called.', { required: true }),
        headers: openMap('Headers for the target.'),
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

const providerSettings = (what: string) =>
  list(
    map({ custom_llm_provider: text('Provider.', { required: true }), ...credentialDrafts }, 'One provider.', {
      open: true,
    }),
    what,
    strict,
  );

/** Sections that no item kind models; they live in passthrough. */
export const otherSections = define('passthrough', '', {
  include: texts('Further files; lists are appended, maps replaced.', strict),
  policies: mapOf(openMap('One policy.', strict), 'Policies: which guardrails run for whom.', strict),
  policy_attachments: list(openMap('One attachment.'), 'Where policies count.'),
  mcp_tools: list(
    map(
      {
        name: name('Name.'),
        description: text('What it does.'),
        input_schema: openMap('Input.'),
        handler: text('Dotted Python path.', { required: true }),
      },
      'One tool.',
      { open: true, strict: true },
    ),
    'Tools written in Python.',
    strict,
  ),
  sandbox_tools: list(openMap('One sandbox.'), 'Sandboxes that run code.'),
  assistant_settings: map(
    {
      custom_llm_provider: choice(['azure', 'openai'], 'Provider.'),
      litellm_params: map(credentialDrafts, 'How it is called.', { open: true }),
    },
    'The Assistants API.',
    { open: true },
  ),
  files_settings: providerSettings('Providers of the Files API.'),
  finetune_settings: providerSettings('Providers of the fine-tuning API.'),
  default_vertex_config: map(credentialDrafts, 'Vertex AI for pass-through.', { open: true, strict: true }),
  worker_registry: list(
    map(
      { worker_id: name('Id.'), name: name('Name.'), url: text('Address.', { required: true, strict: true }) },
      'One worker.',
      strict,
    ),
    'Workers of a control plane.',
    { licence: 'fatal', strict: true },
  ),
});
