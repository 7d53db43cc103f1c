import { error, warning } from './rule.ts';

/** Names that must lead somewhere. */
export const referenceRules = {
  'assertion-failed': error(
    'Something that somebody asserted does not hold',
    'An assertion of this installation (Settings, Assertions) names this item. Who wrote it chose how grave it is.',
    'Change the configuration so that it holds, or change the assertion.',
    'router_settings:\n  model_group_alias: {gpt: a-group-with-one-deployment}',
  ),
  'dangling-fallback': error(
    'A fallback names a model that does not exist',
    'It is seen only when the first model fails: then this fallback fails too.',
    'Correct the name, or add the model.',
    'router_settings:\n  fallbacks: [{gpt: [ghost]}]',
  ),
  'dangling-fallback-source': warning(
    'Fallbacks for a model that does not exist',
    'They are never used.',
    'Correct the name, or remove them.',
    'router_settings:\n  fallbacks: [{ghost: [gpt]}]',
  ),
  'fallback-shape': error(
    'A fallback has the wrong shape',
    'Each entry is a map with one group and the list of its targets; others are refused, or read letter by letter.',
    'Write `- group: [target, target]`.',
    'router_settings:\n  fallbacks: {gpt: [claude]}',
  ),
  'fallback-to-itself': warning(
    'A fallback to itself',
    'The model that failed is tried once more.',
    'Name another group.',
    'router_settings:\n  fallbacks: [{gpt: [gpt]}]',
  ),
  'duplicate-fallback': warning(
    'Two fallback entries for one group',
    'Only the first one is used.',
    'Join them.',
    'router_settings:\n  fallbacks: [{a: [b]}, {a: [c]}]',
  ),
  'shadowed-fallback': warning(
    'The same class of fallbacks in two sections',
    'The engine uses the one of router_settings and ignores the one of litellm_settings without a word.',
    'Keep all fallbacks of one class in one section.',
    'litellm_settings:\n  fallbacks: [{gpt: [claude]}]\nrouter_settings:\n  fallbacks: [{gpt: [gemini]}]',
  ),
  'dangling-alias': error(
    'An alias names a model that does not exist',
    'Every call of the alias answers 400, and it is missing from /v1/models.',
    'Correct the name, or add the model.',
    'router_settings:\n  model_group_alias: {gpt: ghost}',
  ),
  'alias-chain': error(
    'An alias of an alias',
    'The engine follows one step only: calls answer 400. Regent writes chains out when it renders.',
    'Name the model group.',
    'router_settings:\n  model_group_alias: {a: b, b: gpt}',
  ),
  'alias-cycle': error(
    'An alias leads back to itself',
    'No call of it can ever be answered; it is not rendered.',
    'Let one of the aliases name a model group.',
    'router_settings:\n  model_group_alias: {a: b, b: a}',
  ),
  'alias-shadows-group': warning(
    'An alias hides a model group',
    'The alias wins: the group of the same name cannot be reached.',
    'Rename one of them.',
    'router_settings:\n  model_group_alias: {gpt: other}',
  ),
  'dangling-credential': error(
    'A credential that does not exist',
    'The deployment runs without it: it falls back to a variable of the provider, or every call fails.',
    'Correct the name, or add the credential.',
    'litellm_params: {litellm_credential_name: ghost}',
  ),
  'dangling-model': warning(
    'A model that does not exist',
    'The setting has no effect for this name.',
    'Correct the name, or add the model.',
    'litellm_settings:\n  public_model_groups: [ghost]',
  ),
  'dangling-guardrail': warning(
    'A guardrail that does not exist',
    'It is silently not run.',
    'Correct the name, or add the guardrail.',
    'policies: {p: {guardrails: {add: [ghost]}}}',
  ),
  'dangling-policy': warning(
    'A policy that does not exist',
    'The attachment has no effect.',
    'Correct the name, or add the policy.',
    'policy_attachments: [{policy: ghost}]',
  ),
  'dangling-mcp-server': warning(
    'An MCP server that does not exist',
    'The name has no effect.',
    'Correct the name, or add the server.',
    'litellm_settings:\n  mcp_aliases: {z: ghost}',
  ),
  'dangling-search-tool': warning(
    'A search tool that does not exist',
    'The name has no effect.',
    'Correct the name, or add the tool.',
    'websearch_interception_params: {search_tool_name: ghost}',
  ),
  'duplicate-name': warning(
    'Two entries of one name',
    'Only one of them can be reached by it.',
    'Rename or remove one.',
    'credential_list:\n  - credential_name: a\n  - credential_name: a',
  ),
  'overlapping-groups': error(
    'A model in two routing groups',
    'The engine refuses to start.',
    'Keep it in one of them.',
    'router_settings:\n  routing_groups:\n    - {group_name: a, models: [gpt], routing_strategy: simple-shuffle}\n    - {group_name: b, models: [gpt], routing_strategy: least-busy}',
  ),
} as const;
