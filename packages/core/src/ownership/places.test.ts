import { expect, test } from 'vitest';
import engine from './testdata/engine-keys.json' with { type: 'json' };
import { keySpecAt, ownerOf } from './table.ts';

type Section = keyof typeof engine;

/**
 * Keys of the engine that have no field of their own, each for its reason; they survive an import in Advanced or in the
 * entry. Everything else that LiteLLM can be configured with is owned by one kind, and so stands on one screen.
 */
const placeless: { readonly [section in Section]: readonly (readonly [reason: string, names: RegExp])[] } = {
  router_settings: [['the section model_list, not a setting', /^model_list$/]],
  general_settings: [
    ['values of alerting, which the engine looks for in the list of that key', /^(email|slack)$/],
    [
      'typed here, but read from litellm_settings only, where they have their field',
      /^(user_url_validation|(user|provider)_url(_destination)?_allowed_hosts)$/,
    ],
  ],
  litellm_settings: [
    [
      'lists that the engine fills from its catalog',
      /_models$|^(azure_llms|model_(cost|list|list_set)|models_by_provider)$/,
    ],
    [
      'keys and accounts of single providers: a credential holds them',
      /_(api_)?key$|^(predibase_tenant_id|gdc_api_base|cloudflare_api_key|token|organization|project)$/,
    ],
    [
      'defaults of Vertex AI: the deployment or its credential holds them',
      /^vertex_(project|location)$|^vertexAITextEmbeddingConfig$/,
    ],
    ['sections of their own', /^(callback_settings|credential_list|vector_store_registry)$/],
    [
      'places where the engine gets its own files, set by environment variables',
      /^(anthropic_beta_headers|autorouter_presets|blog_posts|model_cost_map)_url$|^config_path$/,
    ],
    [
      'what the running engine keeps for itself',
      /^(adapters|error_logs|logging|litellm_mode|model_fallbacks|use_client|(a)?client_session|secret_manager_client|in_memory_llm_clients_cache|initialized_langfuse_clients|(guardrail|prompt)_name_config_map|longer_context_model_fallback_dict|vector_store_index_registry)$/,
    ],
    [
      'arguments of a program that embeds LiteLLM',
      /^(email|headers|max_tokens|retry|safe_memory_mode|common_cloud_provider_auth_params)$/,
    ],
  ],
  'litellm_settings.cache_params': [['an object of Python, which a file cannot hold', /^s3_config$/]],
  'model_list.*.litellm_params': [['set for each request', /^(litellm_trace_id|model_info)$/]],
  'model_list.*.model_info': [
    ['written by the database of the engine, which is off', /^(created|updated)_(at|by)$/],
    ['constants of the class', /^MAX_/],
  ],
};

const sections = Object.keys(engine) as Section[];
const isPlaced = (section: Section, key: string) =>
  keySpecAt([...section.split('.').map((part) => (part === '*' ? 0 : part)), key]) !== undefined;

test.each(sections)('every key that the engine reads from %s has its place, or a reason to have none', (section) => {
  const reasons = placeless[section].map(([, names]) => names);
  const lost = engine[section].filter((key) => !isPlaced(section, key) && !reasons.some((names) => names.test(key)));
  expect(lost).toEqual([]);
});

test.each(sections)('no reason of %s is left over', (section) => {
  const lost = engine[section].filter((key) => !isPlaced(section, key));
  expect(placeless[section].filter(([, names]) => !lost.some((key) => names.test(key)))).toEqual([]);
});

test('what has a place in a settings section is not left to passthrough, unless the engine does not read it', () => {
  const left = (['router_settings', 'litellm_settings', 'general_settings'] as const).flatMap((section) =>
    engine[section].filter((key) => ownerOf([section, key]) === 'passthrough'),
  );
  expect(left).toEqual([]);
});
