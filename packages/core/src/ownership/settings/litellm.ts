import {
  any,
  boolean,
  choice,
  define,
  duration,
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

const section = 'litellm_settings';
const callbackNames = (what: string) => texts(what, { also: ['text'], strict: true });

export const loggingKeys = define('logging', section, {
  callbacks: texts('Loggers and hooks for every event; a dotted name imports Python.', { strict: true }),
  success_callback: callbackNames('Loggers for successful requests.'),
  failure_callback: callbackNames('Loggers for failed requests.'),
  service_callback: callbackNames('Loggers for the services behind the proxy (Redis, Postgres).'),
  input_callback: callbackNames('Loggers before a request is sent.'),
  audit_log_callbacks: callbackNames('Where audit rows are sent.'),
  turn_off_message_logging: boolean('Messages and answers stay out of the logs.', { default: false }),
  redact_messages_in_exceptions: boolean('Messages stay out of error texts.', { default: false }),
  redact_user_api_key_info: boolean('Key, user and team stay out of the logs.', { default: false }),
  standard_logging_payload_excluded_fields: texts('Fields that loggers do not get.'),
  log_raw_request_response: boolean('Loggers get the raw request and answer.', { default: false }),
  log_client_error_tracebacks: boolean('Tracebacks for errors of callers.', { default: false }),
  global_disable_no_log_param: boolean('Callers cannot switch logging off.', { default: false }),
  allow_dynamic_callback_disabling: boolean('Callers may switch single loggers off.', { default: true }),
  request_correlation_in_logs: boolean('Log lines carry the request id.', { default: false }),
  cold_storage_custom_logger: text('Logger that keeps whole requests.'),
  logged_real_time_event_types: texts('Realtime events that are logged.', { also: ['text'] }),
  langfuse_default_tags: texts('Fields that Langfuse gets as tags.'),
  langfuse_enable_update_trace_keys: boolean('Later calls may change the fields of a Langfuse trace.', {
    default: false,
  }),
  langsmith_batch_size: integer('Rows per batch for LangSmith.', { min: 1 }),
  argilla_batch_size: integer('Rows per batch for Argilla.', { min: 1 }),
  argilla_transformation_object: openMap('How rows are shaped for Argilla.'),
  datadog_params: openMap('Options of the Datadog logger.'),
  datadog_llm_observability_params: openMap('Options of Datadog LLM observability.'),
  datadog_use_v1: boolean('Use the older Datadog API.', { default: false }),
  newrelic_params: openMap('Options of the New Relic logger.'),
  pointfive_params: openMap('Options of the PointFive logger.'),
  s3_callback_params: openMap('Bucket and keys of the S3 logger.'),
  s3_audit_callback_params: openMap('Bucket and keys for audit rows.'),
  aws_sqs_callback_params: openMap('Queue of the SQS logger.'),
  gcs_pub_sub_use_v1: boolean('Use the older Pub/Sub payload.', { default: false }),
  generic_api_use_v1: boolean('Use the older payload of the generic logger.', { default: false }),
  generic_logger_headers: openMap('Headers of the generic logger.'),
  websearch_interception_params: map(
    {
      enabled_providers: texts('Providers whose web search calls are answered here.'),
      search_tool_name: text('Search tool that answers.'),
    },
    'Answers web search calls of models with a search tool.',
    { open: true },
  ),
  compression_interception_params: map(
    {
      enabled: boolean('Long prompts are compressed.', { default: true }),
      compression_trigger: integer('Tokens from which a prompt is compressed.', { default: 200_000, min: 1 }),
      compression_target: integer('Tokens that it is compressed to.', { min: 1 }),
      embedding_model: text('Model that compares parts of the prompt.'),
      embedding_model_params: openMap('Parameters of that model.'),
    },
    'Compresses long prompts of the Messages API; needs the callback compression_interception.',
    { open: true },
  ),
  code_interpreter_interception_params: openMap('Answers code interpreter calls with a sandbox.'),
  presidio_logging_only: boolean('Presidio masks logs only.'),
  dynamodb_table_name: text('Table of the DynamoDB logger.'),
  otel_tenant_destination_mode: text('How tenants choose their own collector.'),
  extra_spend_tag_headers: texts('Request headers that become spend tags.'),
  store_audit_logs: boolean('Keep an audit log in the database.', { licence: 'ignored' }),
});

export const metricsKeys = define('metrics', section, {
  require_auth_for_metrics_endpoint: boolean('/metrics needs a key.', { default: true, since: '1.81.0' }),
  prometheus_initialize_budget_metrics: boolean('Budget metrics exist from the start.', { default: false }),
  prometheus_metrics_config: list(
    map(
      {
        group: text('Name of the group.', { required: true }),
        metrics: texts('Metrics of the group.', { required: true }),
        include_labels: texts('Labels that are kept.'),
      },
      'One group of metrics.',
    ),
    'Which metrics and labels are emitted.',
  ),
  prometheus_latency_buckets: list(number('Bound.'), 'Bounds of the latency histogram.', { unit: 's' }),
  prometheus_exclude_metrics: texts('Metrics that are not emitted.'),
  prometheus_exclude_labels: texts('Labels that are not emitted.'),
  prometheus_emit_stream_label: boolean('Label for streamed requests.', { default: false }),
  prometheus_emit_input_sequence_length_label: boolean('Label for the length of the input.', { default: false }),
  prometheus_emit_rate_limit_labels: boolean('Labels for rate limits.', { default: false }),
  prometheus_deployment_and_latency_caller_identity: choice(
    ['api_key_alias', 'user_email', 'both'],
    'Who the caller is in deployment metrics.',
    { default: 'api_key_alias', strict: true },
  ),
  prometheus_user_budget_label_include_email_alias: boolean('User budgets carry e-mail and alias.', { default: false }),
  prometheus_end_user_metrics_max_series_per_metric: integer('Most series for each metric of end users.', {
    default: 10000,
    min: 1,
  }),
  prometheus_end_user_metrics_ttl_seconds: number('How long series of end users live.', {
    unit: 's',
    default: 3600,
    min: 0,
  }),
  prometheus_end_user_metrics_cleanup_interval_seconds: number('How often old series are removed.', {
    unit: 's',
    default: 60,
    min: 0,
  }),
  custom_prometheus_metadata_labels: texts('Metadata fields that become labels.'),
  custom_prometheus_tags: texts('Request tags that become labels.'),
  disable_end_user_cost_tracking: boolean('No cost for end users.', { default: false }),
  disable_end_user_cost_tracking_prometheus_only: boolean('No cost for end users in metrics.', { default: false }),
  enable_end_user_cost_tracking_prometheus_only: boolean('Cost for end users in metrics.', { default: false }),
});

const userRoles = ['internal_user', 'internal_user_viewer', 'proxy_admin', 'proxy_admin_viewer'] as const;

export const keyPolicyKeys = define('key_policy', section, {
  key_generation_settings: map(
    {
      team_key_generation: map(
        {
          allowed_team_member_roles: texts('Roles in the team that may make keys.'),
          required_params: texts('Fields that must be given.'),
        },
        'Keys of teams.',
      ),
      personal_key_generation: map(
        {
          allowed_user_roles: texts('Roles that may make keys.'),
          required_params: texts('Fields that must be given.'),
        },
        'Keys of people.',
      ),
    },
    'Who may make keys and what must be given.',
  ),
  default_key_generate_params: map(
    {
      duration: duration('Life of a key.'),
      max_budget: number('Budget of a key.', { unit: 'USD', min: 0 }),
      budget_duration: duration('Budget period of a key.'),
      models: texts('Models of a key.'),
      tpm_limit: integer('Tokens per minute.', { min: 0 }),
      rpm_limit: integer('Requests per minute.', { min: 0 }),
    },
    'Values for fields that a new key leaves out.',
    { open: true },
  ),
  upperbound_key_generate_params: map(
    {
      max_budget: number('Most spend of a key.', { unit: 'USD', min: 0, strict: true }),
      budget_duration: duration('Longest budget period.'),
      duration: duration('Longest life of a key.'),
      max_parallel_requests: integer('Most parallel requests.', { min: 0, strict: true }),
      tpm_limit: integer('Most tokens per minute.', { min: 0, strict: true }),
      rpm_limit: integer('Most requests per minute.', { min: 0, strict: true }),
    },
    'Bounds that no key may pass.',
    { strict: true },
  ),
  default_internal_user_params: map(
    {
      user_role: choice(userRoles, 'Role of a new person.'),
      max_budget: number('Budget of a new person.', { unit: 'USD', min: 0 }),
      budget_duration: duration('Budget period of a new person.'),
      models: texts('Models of a new person.'),
      teams: list(any('Team id, or a map with `team_id`.'), 'Teams of a new person.'),
    },
    'What a new person gets.',
    { open: true },
  ),
  default_team_params: map(
    {
      max_budget: number('Budget of a new team.', { unit: 'USD', min: 0 }),
      budget_duration: duration('Budget period of a new team.'),
      tpm_limit: integer('Tokens per minute of a new team.', { min: 0 }),
      rpm_limit: integer('Requests per minute of a new team.', { min: 0 }),
      team_member_permissions: texts('What members may do.'),
      models: texts('Models of a new team.'),
    },
    'What a new team gets.',
    { open: true },
  ),
  default_team_settings: list(
    map({ team_id: text('The team.', { required: true }) }, 'Settings of one team.', { open: true, strict: true }),
    'Loggers for single teams.',
    { strict: true },
  ),
  default_key_max_budget_alert_emails: openMap('Who is told when a key nears its budget.'),
  enable_key_alias_format_validation: boolean('Names of keys must fit the pattern.', { default: false }),
  key_alias_pattern: text('Regular expression for names of keys.', { since: '1.104.0', strict: true }),
  max_internal_user_budget: number('Budget of each person.', { unit: 'USD', min: 0, strict: true }),
  default_max_internal_user_budget: number('Budget of people without one.', { unit: 'USD', min: 0, strict: true }),
  internal_user_budget_duration: duration('Budget period of people.'),
  max_ui_session_budget: number('Budget of a session of the engine’s own UI.', {
    unit: 'USD',
    default: 1,
    min: 0,
    strict: true,
  }),
});

export const globalBudgetKeys = define('global_budget', section, {
  max_budget: number('Most spend of the whole gateway in a period; 0 is no limit.', {
    unit: 'USD',
    default: 0,
    min: 0,
    strict: true,
  }),
  budget_duration: duration('Length of the period.'),
  max_user_budget: number('Budget of each user of a key.', { unit: 'USD', min: 0 }),
  max_end_user_budget: number('Budget of each end user.', { unit: 'USD', min: 0 }),
  max_end_user_budget_id: text('Budget object for end users.'),
  tag_budget_config: mapOf(
    map(
      {
        max_budget: number('Most spend.', { unit: 'USD', min: 0, strict: true }),
        budget_duration: duration('Length of the period.'),
      },
      'Budget of one tag.',
    ),
    'Budgets by request tag.',
    { licence: 'fatal', strict: true },
  ),
  budget_exceeded_status_code: integer('HTTP status when a budget is used up.', { default: 422, min: 400, max: 599 }),
  budget_exceeded_throttle_percentage: number('Share of requests that still pass when a budget is used up.', {
    min: 0,
  }),
  budget_reset_time: text('Time of day when budgets begin anew, quoted: "06:30".', { since: '1.94.0', strict: true }),
  budget_rollover: boolean('Unspent budget moves into the next period.', { default: false }),
  default_soft_budget: number('Spend at which a warning is sent.', { unit: 'USD', min: 0 }),
  timezone: text('Time zone of budget periods.', { default: 'UTC' }),
});

export const pricingKeys = define('pricing', section, {
  cost_discount_config: mapOf(number('Share, 0 to 1.', { min: 0, max: 1 }), 'Discount by provider.', { default: {} }),
  cost_margin_config: mapOf(
    map(
      { percentage: number('Share, 0.05 is 5 %.'), fixed_amount: number('Amount for each request.', { unit: 'USD' }) },
      'Share, or a map.',
      { also: ['number'], min: 0 },
    ),
    'Margin by provider, or `global`.',
    { default: {} },
  ),
  include_cost_in_streaming_usage: boolean('Streams end with their cost.', { default: false }),
  block_requests_for_models_without_pricing: boolean('Refuse models without a price.', { default: false }),
});

export const requestSecurityKeys = define('security', section, {
  user_url_validation: boolean('Addresses in requests may not point into private networks.', { default: true }),
  user_url_allowed_hosts: texts('Hosts that requests may name all the same.', { default: [] }),
  provider_url_destination_allowed_hosts: texts('Hosts that callers may set as provider address.', { default: [] }),
  overwrite_user_with_key_hash: boolean('Providers see the hash of the key as user.', {
    default: false,
    since: '1.95.0',
  }),
  validate_end_user_id_in_db: boolean('End users must be known.', { default: false }),
  blocked_user_list: texts('End users that are refused.', { also: ['text'] }),
  banned_keywords_list: texts('Words that are refused.', { also: ['text'] }),
  prompt_injection_params: map(
    {
      heuristics_check: boolean('Compare with known attacks.', { default: false }),
      vector_db_check: boolean('Compare with attacks in a vector store.', { default: false }),
      llm_api_check: boolean('Ask a model.', { default: false }),
      llm_api_name: text('Model group that is asked.'),
      llm_api_system_prompt: text('What that model is told.', { multiline: true }),
      llm_api_fail_call_string: text('Its answer that means an attack.'),
      reject_as_response: boolean('Answer with the reason instead of an error.', { default: false }),
    },
    'How the callback detect_prompt_injection looks at requests.',
    { open: true, strict: true },
  ),
  azure_content_safety_params: map(
    {
      endpoint: text('Address of the service.', { required: true }),
      api_key: secret('Key of the service.', { required: true }),
      thresholds: openMap('Least severity that is refused, by category.'),
    },
    'Service of the callback azure_content_safety, which does not start without it.',
    { strict: true },
  ),
  proxy_auth: any('Credential provider for another gateway.'),
});

export const scimKeys = define('sso', section, {
  scim_admin_group: text('Group of administrators in SCIM.'),
  scim_upsert_user: boolean('SCIM adds unknown people.'),
});

export const callbackOptionKeys = define('logging', '', {
  callback_settings: mapOf(any('Options.'), 'Options of single loggers.', { open: true, strict: true }),
});

export const providerDefaultKeys = define('proxy_behaviour', section, {
  api_key: secret('Key for every provider without one.'),
  api_base: text('Address for every provider without one.'),
  api_version: text('API version for every provider without one.'),
});
