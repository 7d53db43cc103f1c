import type { FallbackClass, ItemKind, ReferenceTarget } from '@regent/core';

/** A place in an item's data that holds a name of something else. */
export interface ReferencePlace {
  /** `settings` stands for every singleton: which one holds a key may change, its path does not. */
  readonly kind: ItemKind | 'settings';
  /** `*` every list entry, `@` every key of a map, `%` every value of a map, `!name` a field without which its map is nothing. */
  readonly path: readonly string[];
  readonly to: ReferenceTarget;
  /** Without this name the item says nothing: removing the name removes the item. */
  readonly essential?: true;
}

const params = 'litellm_params';
const router = 'router_settings';
const litellm = 'litellm_settings';
const general = 'general_settings';

const ofEntries: readonly ReferencePlace[] = [
  { kind: 'alias', path: ['target'], to: 'group', essential: true },
  { kind: 'alias', path: ['target', 'model'], to: 'group', essential: true },
  { kind: 'fallback', path: ['source'], to: 'group', essential: true },
  { kind: 'fallback', path: ['targets', '*'], to: 'group' },
  { kind: 'fallback', path: ['targets', '*', '!model'], to: 'group' },
  { kind: 'model', path: [params, 'litellm_credential_name'], to: 'credential' },
  { kind: 'model', path: [params, 'guardrails', '*'], to: 'guardrail' },
  { kind: 'model', path: [params, 'vector_store_ids', '*'], to: 'vector_store' },
  { kind: 'vector_store', path: [params, 'litellm_credential_name'], to: 'credential' },
  { kind: 'search_tool', path: [params, 'litellm_credential_name'], to: 'credential' },
  { kind: 'guardrail', path: [params, 'litellm_credential_name'], to: 'credential' },
  { kind: 'pass_through_endpoint', path: ['guardrails', '*'], to: 'guardrail' },
  { kind: 'pass_through_endpoint', path: ['guardrails', '@'], to: 'guardrail' },
  ...['auto_router_default_model', 'auto_router_embedding_model', 'complexity_router_default_model'].map(inModel),
  ...['adaptive_router_default_model', 'quality_router_default_model'].map(inModel),
];

const ofSettings: readonly ReferencePlace[] = [
  inSettings([router, 'model_group_retry_policy', '@'], 'group'),
  inSettings([router, 'model_group_affinity_config', '@'], 'group'),
  inSettings([router, 'routing_groups', '*', 'models', '*'], 'group'),
  inSettings([router, 'background_health_check_model_groups', '*'], 'group'),
  inSettings([general, 'background_health_check_model_groups', '*'], 'group'),
  inSettings([general, 'completion_model'], 'group'),
  inSettings([general, 'image_generation_model'], 'group'),
  inSettings([general, 'moderation_model'], 'group'),
  inSettings([general, 'role_permissions', '*', 'models', '*'], 'grant'),
  inSettings([litellm, 'model_group_settings', 'forward_client_headers_to_llm_api', '*'], 'group'),
  inSettings([litellm, 'public_model_groups', '*'], 'group'),
  inSettings([litellm, 'public_model_groups_links', '@'], 'group'),
  inSettings([litellm, 'mcp_tool_search', 'embedding_model'], 'group'),
  inSettings([litellm, 'default_internal_user_params', 'models', '*'], 'grant'),
  inSettings([litellm, 'default_team_params', 'models', '*'], 'grant'),
  inSettings([litellm, 'upperbound_key_generate_params', 'models', '*'], 'grant'),
  inSettings([litellm, 'default_key_generate_params', 'models', '*'], 'grant'),
  inSettings([litellm, 'mcp_aliases', '%'], 'mcp_server'),
  inSettings([litellm, 'public_mcp_servers', '*'], 'mcp_server'),
  inSettings([litellm, 'websearch_interception_params', 'search_tool_name'], 'search_tool'),
  inSettings(['policies', '%', 'guardrails', 'add', '*'], 'guardrail'),
  inSettings(['policies', '%', 'guardrails', 'remove', '*'], 'guardrail'),
  inSettings(['policy_attachments', '*', 'policy'], 'policy'),
];

/** Every place where one item names another. Renaming, "used by", integrity and Review all read this table. */
export const referencePlaces: readonly ReferencePlace[] = [...ofEntries, ...ofSettings];

/** The words of the classes of fallbacks, for sentences. */
export const fallbackWords: Readonly<Record<FallbackClass, string>> = {
  general: 'fallback',
  context_window: 'fallback for long requests',
  content_policy: 'fallback after a content policy',
  default: 'default fallback',
};

function inModel(key: string): ReferencePlace {
  return { kind: 'model', path: [params, key], to: 'group' };
}

function inSettings(path: readonly string[], to: ReferenceTarget): ReferencePlace {
  return { kind: 'settings', path, to };
}
