/** Labels of each metric (LiteLLM 1.104): the metrics of a line, a colon, and what they can be told apart by. */
const table = `
litellm_pod_lock_manager_size litellm_in_memory_daily_spend_update_queue_size
  litellm_redis_daily_spend_update_queue_size litellm_in_memory_spend_update_queue_size
  litellm_redis_spend_update_queue_size litellm_guardrail_latency_seconds litellm_guardrail_errors_total
  litellm_guardrail_requests_total litellm_managed_file_size_bytes litellm_managed_file_deleted_total
  litellm_check_batch_cost_jobs_polled litellm_check_batch_cost_errors_total
  litellm_check_batch_cost_last_run_timestamp:
litellm_cache_hits_metric litellm_cache_misses_metric litellm_cached_tokens_metric
  litellm_provider_cache_read_input_tokens_metric litellm_provider_cache_creation_input_tokens_metric: api_key_alias
  api_provider end_user hashed_api_key model model_id team team_alias user
litellm_input_cached_tokens_metric litellm_input_cache_creation_tokens_metric litellm_input_audio_tokens_metric
  litellm_output_reasoning_tokens_metric litellm_output_audio_tokens_metric: api_key_alias api_provider end_user
  hashed_api_key model model_id requested_model team team_alias user user_email
litellm_total_tokens_metric litellm_input_tokens_metric litellm_output_tokens_metric
  litellm_video_duration_seconds_metric litellm_images_generated_metric: api_key_alias api_provider end_user
  hashed_api_key model model_id org_alias org_id requested_model team team_alias user user_email
litellm_overhead_latency_metric litellm_overhead_with_guardrails_latency_metric litellm_remaining_requests_metric
  litellm_remaining_tokens_metric: api_base api_key_alias api_provider hashed_api_key litellm_model_name model_group
  model_id
litellm_remaining_team_budget_metric litellm_team_max_budget_metric litellm_team_budget_remaining_hours_metric
  litellm_team_members_metric: team team_alias
litellm_llm_api_latency_metric litellm_llm_api_time_to_first_token_metric litellm_request_total_latency_metric:
  api_key_alias api_provider end_user hashed_api_key model model_id org_alias org_id requested_model service_tier
  team team_alias user
litellm_remaining_api_key_budget_metric litellm_api_key_max_budget_metric
  litellm_api_key_budget_remaining_hours_metric: api_key_alias hashed_api_key
litellm_remaining_customer_budget_metric litellm_customer_max_budget_metric
  litellm_customer_budget_remaining_hours_metric: end_user
litellm_remaining_org_budget_metric litellm_org_max_budget_metric litellm_org_budget_remaining_hours_metric:
  org_alias org_id
litellm_remaining_user_budget_metric litellm_user_max_budget_metric litellm_user_budget_remaining_hours_metric: user
litellm_api_key_rate_limit_allowed_metric litellm_api_key_rate_limit_used_metric: api_key_alias hashed_api_key
  rate_limit_type
litellm_deployment_successful_fallbacks litellm_deployment_failed_fallbacks: api_key_alias exception_class
  exception_status fallback_model hashed_api_key model_id requested_model team team_alias
litellm_deployment_total_requests litellm_deployment_success_responses: api_base api_key_alias api_provider
  client_ip hashed_api_key litellm_model_name model_group model_id requested_model team team_alias user_agent
litellm_deployment_tpm_limit litellm_deployment_rpm_limit: api_base api_provider litellm_model_name model_group
  model_id
litellm_managed_batch_created_total litellm_managed_file_created_total: api_key_alias api_provider model user
  user_email
litellm_managed_batch_duration_seconds litellm_check_batch_cost_jobs_processed_total: api_provider model
litellm_mcp_tool_calls_total litellm_mcp_tool_call_spend_metric: api_key_alias end_user hashed_api_key
  mcp_server_name mcp_tool_name team team_alias user
litellm_remaining_api_key_requests_for_model litellm_remaining_api_key_tokens_for_model: api_key_alias
  hashed_api_key model model_id
litellm_team_rate_limit_allowed_metric litellm_team_rate_limit_used_metric: rate_limit_type team team_alias
litellm_callback_logging_failures_metric: callback_name
litellm_deployment_cooled_down: api_base api_provider exception_status litellm_model_name model_id
litellm_deployment_failure_responses: api_base api_key_alias api_provider client_ip exception_class exception_status
  hashed_api_key litellm_model_name model_group model_id requested_model team team_alias user_agent
litellm_deployment_latency_per_output_token: api_base api_key_alias api_provider hashed_api_key litellm_model_name
  model_id org_alias org_id team team_alias
litellm_deployment_state: api_base api_provider litellm_model_name model_id
litellm_llm_api_failed_requests_metric: api_key_alias end_user hashed_api_key model model_id team team_alias user
litellm_proxy_failed_requests_metric: api_key_alias api_provider client_ip end_user exception_class exception_status
  hashed_api_key model_id org_alias org_id requested_model route team team_alias user user_agent user_email
litellm_proxy_total_requests_metric: api_key_alias api_provider client_ip end_user hashed_api_key model_id org_alias
  org_id requested_model route status_code team team_alias user user_agent user_email
litellm_request_queue_time_seconds: api_key_alias api_provider end_user hashed_api_key model model_id org_alias
  org_id requested_model team team_alias user
litellm_requests_metric: api_key_alias api_provider client_ip end_user hashed_api_key model model_id org_alias
  org_id requested_model team team_alias user user_agent user_email
litellm_spend_capture_rate: api_provider
litellm_spend_metric: api_key_alias api_provider client_ip end_user hashed_api_key model model_id org_alias org_id
  requested_model service_tier team team_alias user user_agent user_email
litellm_zero_cost_requests_total: api_provider model model_id reason requested_model
`;

/** Labels that a switch of `litellm_settings` adds. */
const switched = ['stream', 'rate_limit_category', 'rate_limit_type', 'user_email', 'user_alias'];

const labels = new Map<string, ReadonlySet<string>>();
for (const line of table.trim().split(/\n(?! )/)) {
  const [metrics = '', names = ''] = line.split(':');
  const known = new Set([...names.trim().split(/\s+/), ...switched]);
  for (const metric of metrics.trim().split(/\s+/)) labels.set(metric, known);
}

/** The labels of a metric; undefined for a metric that is not in the table. */
export function labelsOf(metric: string): ReadonlySet<string> | undefined {
  return labels.get(metric);
}

/** The labels of all metrics. */
export const knownLabels: ReadonlySet<string> = new Set([...labels.values()].flatMap((known) => [...known]));
