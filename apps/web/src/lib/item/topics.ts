import type { SingletonKind } from '@regent/core';
import type { Path } from './path.ts';

type Topics = Readonly<Record<string, string>>;

const routing: Topics = {
  'Choice of a deployment': `routing_strategy routing_strategy_args routing_groups weights enable_weighted_failover
    enable_pre_call_checks optional_pre_call_checks default_litellm_params auto_router_capability_limit`,
  'Retries and timeouts': `num_retries max_retries retry_after retry_policy model_group_retry_policy timeout
    stream_timeout max_fallbacks keepalive_seconds allow_client_keepalive_override`,
  'Failing deployments': `allowed_fails allowed_fails_policy cooldown_time disable_cooldowns
    enable_health_check_routing health_check_staleness_threshold health_check_ignore_transient_errors
    background_health_check_model_groups`,
  Tags: 'enable_tag_filtering tag_filtering_match_any tag_routing_prefix',
  'Staying with a deployment': 'deployment_affinity_ttl_seconds model_group_affinity_config client_ttl',
  'Budgets and capacity': `provider_budget_config default_max_parallel_requests default_priority polling_interval`,
  'Shared state in Redis': `redis_url redis_host redis_port redis_password redis_db cache_responses cache_kwargs
    caching_groups`,
  'The router itself': `router_general_settings plugins ignore_invalid_deployments fallback_access_check
    fallback_budget_check search_tools guardrail_list assistants_config alerting_config set_verbose debug_level`,
};

const logging: Topics = {
  Loggers: `callbacks success_callback failure_callback service_callback input_callback audit_log_callbacks
    store_audit_logs cold_storage_custom_logger allow_dynamic_callback_disabling global_disable_no_log_param`,
  'What loggers see': `turn_off_message_logging redact_messages_in_exceptions redact_user_api_key_info
    standard_logging_payload_excluded_fields log_raw_request_response log_client_error_tracebacks
    request_correlation_in_logs logged_real_time_event_types presidio_logging_only extra_spend_tag_headers`,
  'Options of single loggers': `callback_settings langfuse_default_tags langfuse_enable_update_trace_keys
    langsmith_batch_size argilla_batch_size argilla_transformation_object datadog_params
    datadog_llm_observability_params datadog_use_v1 newrelic_params pointfive_params s3_callback_params
    s3_audit_callback_params aws_sqs_callback_params gcs_pub_sub_use_v1 generic_api_use_v1 generic_logger_headers
    dynamodb_table_name otel_tenant_destination_mode`,
  'Callbacks that answer or change requests': `websearch_interception_params compression_interception_params
    code_interpreter_interception_params`,
};

const behaviour: Topics = {
  'Requests and answers': `drop_params modify_params add_function_to_prompt disable_stop_sequence_limit
    return_response_headers enable_json_schema_validation pre_call_rules post_call_rules cancel_on_disconnect
    always_include_stream_usage sse_keepalive_ping_interval_seconds include_call_id_in_error_body custom_prompt_dict
    disable_add_prefix_to_prompt disable_add_transform_inline_image_block disable_add_user_agent_to_request_tags
    disable_token_counter disable_hf_tokenizer_download openai_system_messages_first reasoning_auto_summary
    completion_model image_generation_model moderation_model enable_preview_features`,
  'Timeouts, retries and shares': `request_timeout num_retries num_retries_per_request allowed_fails max_fallbacks
    pass_through_request_timeout priority_reservation priority_reservation_settings`,
  'Logs and errors': `json_logs set_verbose suppress_debug_info expose_router_debug_in_errors
    expose_fallback_errors_to_caller disable_streaming_logging telemetry otel`,
  'Connections to providers': `ssl_verify ssl_certificate ssl_security_level ssl_ecdh_curve force_ipv4 http2
    use_aiohttp_transport disable_aiohttp_transport aiohttp_trust_env disable_aiohttp_trust_env network_mock`,
  'What providers are told': `model_group_settings forward_client_headers_to_llm_api forward_openai_org_id
    forward_llm_provider_auth_headers add_user_information_to_llm_headers forward_traceparent_to_llm_provider
    filter_invalid_headers`,
  'Providers and models': `api_key api_base api_version custom_provider_map model_alias_map check_provider_endpoint
    use_litellm_proxy enable_model_config_credential_overrides enable_azure_ad_token_refresh plugins`,
  'Single providers': `enable_anthropic_prompt_caching anthropic_prompt_caching_ttl
    anthropic_sse_ping_interval_seconds strip_anthropic_total_tokens use_chat_completions_url_for_anthropic_messages
    route_all_chat_openai_to_responses bedrock_request_metadata_fields bedrock_neutralize_orphaned_tool_blocks
    disable_bedrock_agent_runtime_passthrough gemini_live_defer_setup enable_gemini_default_thinking_level_low
    disable_anthropic_gemini_context_caching_transform vertex_ai_safety_settings
    disable_vertex_batch_output_transformation disable_copilot_system_to_assistant`,
  'Responses, files and batches': `responses require_managed_files passthrough_managed_object_ids
    enable_loadbalancing_on_batch_endpoints enable_openai_websocket_passthrough transcribe_media_buckets
    vector_store_search_failure_mode`,
  'Guardrails and prompts': `skip_system_message_in_guardrail skip_tool_message_in_guardrail guardrails
    output_parse_pii presidio_ad_hoc_recognizers llamaguard_model_name llamaguard_unsafe_content_categories
    openai_moderations_model_name google_moderation_confidence_threshold llm_guard_mode global_prompt_directory
    global_bitbucket_config global_gitlab_config`,
  'MCP, agents and tools': `mcp_aliases mcp_tool_search mcp_semantic_tool_filter mcp_internal_ip_ranges
    mcp_required_fields mcp_client_side_auth_header_name mcp_allowed_clients mcp_client_id_header
    mcp_session_token_signing mcp_allow_all_keys_respects_mcp_scope enable_mcp_registry require_key_mcp_access_defined
    require_end_user_mcp_access_defined user_mcp_management_mode agent_search_embedding_model
    skill_search_embedding_model search_tools`,
  'Public hub': `public_model_groups public_model_groups_links public_agent_groups public_mcp_servers
    public_mcp_hub_strict_whitelist public_skills_index`,
  'Teams and Claude Code': `disable_auto_add_proxy_admin_to_teams use_team_public_model_name team_metadata_schema
    team_metadata_validation_timeout team_metadata_validation_error_message enable_claude_code_gateway
    claude_code_gateway_managed_settings`,
};

const security: Topics = {
  'Load limits': `max_parallel_requests global_max_parallel_requests max_in_flight_requests_per_worker
    max_queued_requests_per_worker admission_queue_timeout_seconds token_rate_limit_type
    disable_retry_on_max_parallel_request_limit_error disable_batch_input_file_rate_limiting
    skip_batch_input_file_rate_limiting_for_models skip_batch_input_file_rate_limiting_for_providers`,
  'Sizes and files': `max_request_size_mb max_response_size_mb max_file_size_mb max_batch_file_size_mb
    allowed_file_extensions blocked_file_extensions`,
  'What callers may send': `enforced_params enforce_user_param reject_clientside_metadata_tags
    allow_client_side_credentials infer_model_from_keys missing_session_id blocked_user_list banned_keywords_list
    prompt_injection_params azure_content_safety_params validate_end_user_id_in_db service_account_settings
    disable_responses_id_security allow_unmanaged_response_ids`,
  'Routes, addresses and proxies': `allowed_routes admin_only_routes public_routes allowed_ips use_x_forwarded_for
    trusted_proxy_ranges mcp_trusted_proxy_ranges mcp_xff_num_trusted_hops user_url_validation user_url_allowed_hosts
    provider_url_destination_allowed_hosts`,
  'Keys and people': `litellm_key_header_name user_api_key_cache_ttl user_api_key_cache_max_size user_header_name
    user_header_mappings overwrite_user_with_key_hash enforce_rbac role_permissions disable_custom_api_keys
    disable_key_generate_for_org_admin disable_master_key_return dangerously_permit_weak_or_unset_master_key`,
  'Own code': `custom_auth custom_auth_run_common_checks custom_key_generate custom_key_update custom_key_policy
    custom_team_metadata_validate proxy_auth`,
  'Secret manager and licence': `key_management_system key_management_settings use_google_kms use_azure_key_vault
    litellm_license`,
};

const sso: Topics = {
  'Tokens instead of keys': `enable_jwt_auth litellm_jwtauth enable_oauth2_auth enable_oauth2_proxy_auth
    oauth2_config_mappings`,
  'Sign-in to the engine’s UI': `ui_access_mode auto_redirect_ui_login_to_sso disable_env_credential_login
    disable_password_login_when_sso_enabled allow_user_auth hide_default_credentials_hint custom_sso
    custom_ui_sso_sign_in_handler allow_cli_sso_verification_uri_complete enable_public_model_hub control_plane_url
    default_team_disabled`,
  'Failed sign-ins and passwords': `max_failed_login_attempts_per_source max_failed_login_attempts_per_source_overrides
    failed_login_window_seconds failed_login_block_seconds password_policy_min_length
    password_policy_require_uppercase password_policy_require_lowercase password_policy_require_numbers
    password_policy_require_special_characters password_policy_check_breached_passwords`,
  SCIM: 'scim_admin_group scim_upsert_user',
};

/** The long forms in parts, in the order in which people look for them. Short forms need none. */
const topics: Partial<Record<SingletonKind, Topics>> = { routing, logging, proxy_behaviour: behaviour, security, sso };

const byKey = new Map(
  Object.entries(topics).map(([kind, names]) => [
    kind,
    new Map(Object.entries(names).flatMap(([topic, keys]) => keys.split(/\s+/).map((key) => [key, topic] as const))),
  ]),
);

/** Under which heading a setting stands; blank in a short form. What nobody placed comes last. */
export function topicOf(kind: SingletonKind, path: Path): string {
  const known = byKey.get(kind);
  if (known === undefined) return '';
  return path.flatMap((part) => known.get(part) ?? []).at(0) ?? 'Other';
}

/** Headings of a form in their order; one blank heading for a short form. */
export function topicsOf(kind: SingletonKind): readonly string[] {
  const known = topics[kind];
  return known === undefined ? [''] : [...Object.keys(known), 'Other'];
}
