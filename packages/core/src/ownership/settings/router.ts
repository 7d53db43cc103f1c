import {
  any,
  boolean,
  choice,
  choices,
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
import type { KeyDrafts } from '../key-spec.ts';

export const routingStrategies = [
  'simple-shuffle',
  'least-busy',
  'latency-based-routing',
  'cost-based-routing',
  'usage-based-routing-v2',
  'usage-based-routing',
  'provider-budget-routing',
  'lar1',
] as const;

const retries = (label: string, what: string) =>
  integer(`How often to try again after ${what}.`, { label, min: 0, strict: true });
const fails = (label: string, what: string) =>
  integer(`How many ${what} per minute a deployment may have.`, { label, min: 0, strict: true });

const retryPolicy: KeyDrafts = {
  BadRequestErrorRetries: retries('Bad request (400)', 'a bad request (400)'),
  AuthenticationErrorRetries: retries('Refused key (401)', 'a refused key (401)'),
  TimeoutErrorRetries: retries('Timeout', 'a timeout'),
  RateLimitErrorRetries: retries('Rate limit (429)', 'a rate limit (429)'),
  ContentPolicyViolationErrorRetries: retries('Content policy', 'a content policy refusal'),
  InternalServerErrorRetries: retries('Server error (500)', 'a server error (500)'),
  ServiceUnavailableErrorRetries: retries('Unavailable (503)', 'an unavailable service (503)'),
  NotFoundErrorRetries: retries('Unknown model (404)', 'an unknown model (404)'),
  DefaultRetries: retries('Any other', 'any other failure'),
};

const threshold = (fallback: number, help: string) => number(help, { min: 0, max: 1, default: fallback });

const routingArgs: KeyDrafts = {
  ttl: number('How long measurements count.', { unit: 's' }),
  lowest_latency_buffer: number('Share above the lowest latency within which deployments count as equal.'),
  rpm_limit: integer('Requests per minute that a deployment takes.'),
  tpm_limit: integer('Tokens per minute that a deployment takes.'),
  max_latency_list_size: integer('How many measurements are kept for each deployment.'),
  ttft_percentile: number('Compare this percentile of the time to the first token instead of the mean.', {
    min: 0,
    max: 1,
  }),
  confidence_threshold_low: threshold(0.3, 'An agent less sure than this goes to deployments of type cloud-smart.'),
  confidence_threshold_medium: threshold(0.5, 'One less sure than this goes to type cloud-fast.'),
  confidence_threshold_high: threshold(0.7, 'One less sure than this goes to type local, a surer one to type deep.'),
};

/** The keys of `routing_strategy_args` that each strategy reads; LiteLLM ignores all others. */
export const strategyArguments: Readonly<Record<(typeof routingStrategies)[number], readonly string[]>> = {
  'simple-shuffle': [],
  'least-busy': [],
  'latency-based-routing': ['ttl', 'lowest_latency_buffer', 'max_latency_list_size', 'ttft_percentile'],
  'cost-based-routing': [],
  'usage-based-routing-v2': ['ttl'],
  'usage-based-routing': ['ttl'],
  'provider-budget-routing': [],
  lar1: ['confidence_threshold_low', 'confidence_threshold_medium', 'confidence_threshold_high'],
};

export const routerKeys = define('routing', 'router_settings', {
  routing_strategy: choice(routingStrategies, 'How a deployment of a group is chosen.', {
    default: 'simple-shuffle',
    strict: true,
  }),
  routing_strategy_args: map(routingArgs, 'Parameters of the strategy.', { default: {} }),
  routing_groups: list(
    map(
      {
        group_name: text('Name of the routing group.', { required: true }),
        models: texts('Model groups that belong to it; each may be in one only.', { required: true }),
        routing_strategy: choice([...routingStrategies, 'priority'], 'Strategy inside this group.', {
          required: true,
          strict: true,
        }),
        routing_strategy_args: openMap('Parameters of the strategy.'),
        model_priorities: mapOf(
          integer('Lower comes first.', { min: 1, strict: true }),
          'Order of the models for strategy priority.',
        ),
      },
      'One routing group.',
      { strict: true },
    ),
    'Sets of model groups with a strategy of their own.',
    { strict: true },
  ),
  num_retries: integer('How often a failed request is tried again before fallbacks.', {
    label: 'Retries',
    default: 2,
    min: 0,
    strict: true,
  }),
  max_retries: integer('Retries inside the provider client.', { min: 0, strict: true }),
  max_fallbacks: integer('How many fallbacks are tried in one request.', { default: 5, min: 0, strict: true }),
  timeout: number('Total time of a request.', { unit: 's', min: 0, strict: true }),
  stream_timeout: number('Time until a stream must have begun.', { unit: 's', min: 0, strict: true }),
  retry_after: number('Least wait before a retry; a header of the provider wins.', {
    unit: 's',
    default: 0,
    min: 0,
    strict: true,
  }),
  retry_policy: map(retryPolicy, 'Retries for each class of failure.', { strict: true }),
  model_group_retry_policy: mapOf(
    map(retryPolicy, 'Retries of one model group.', { strict: true }),
    'Retry policy by model group.',
    { default: {}, strict: true },
  ),
  allowed_fails: integer('Failures per minute before a deployment cools down.', { default: 3, min: 0, strict: true }),
  allowed_fails_policy: map(
    {
      BadRequestErrorAllowedFails: fails('Bad request (400)', 'bad requests'),
      AuthenticationErrorAllowedFails: fails('Refused key (401)', 'refused keys'),
      TimeoutErrorAllowedFails: fails('Timeout', 'timeouts'),
      RateLimitErrorAllowedFails: fails('Rate limit (429)', 'rate limits'),
      ContentPolicyViolationErrorAllowedFails: fails('Content policy', 'content policy refusals'),
      InternalServerErrorAllowedFails: fails('Server error (500)', 'server errors'),
      ServiceUnavailableErrorAllowedFails: fails('Unavailable (503)', 'unavailable answers'),
      BadGatewayErrorAllowedFails: fails('Bad gateway (502)', 'bad gateways'),
      NotFoundErrorAllowedFails: fails('Unknown model (404)', 'unknown models'),
    },
    'Allowed failures for each class of failure.',
    { strict: true },
  ),
  cooldown_time: number('How long a failing deployment is left alone.', {
    unit: 's',
    default: 5,
    min: 0,
    strict: true,
  }),
  disable_cooldowns: boolean('Never leave a failing deployment alone.', { default: false }),
  enable_tag_filtering: boolean('Choose deployments by the tags of a request.', { default: false }),
  tag_filtering_match_any: boolean('One common tag is enough; off means all tags must match.', { default: true }),
  tag_routing_prefix: text('Only tags with this prefix take part in routing.', { default: '' }),
  enable_weighted_failover: boolean('Spill over by weight when a deployment fails (simple-shuffle only).', {
    default: false,
  }),
  enable_pre_call_checks: boolean('Check context window and region before a call.', { default: false }),
  optional_pre_call_checks: choices(
    [
      'prompt_caching',
      'router_budget_limiting',
      'responses_api_deployment_check',
      'deployment_affinity',
      'session_affinity',
      'forward_client_headers_by_model_group',
      'enforce_model_rate_limits',
      'encrypted_content_affinity',
    ],
    'Further checks that narrow the choice of deployments.',
    { strict: true },
  ),
  deployment_affinity_ttl_seconds: integer('How long a caller stays with one deployment.', {
    unit: 's',
    default: 3600,
    min: 0,
  }),
  model_group_affinity_config: mapOf(texts('Checks.', { strict: true }), 'Affinity checks by model group.', {
    strict: true,
  }),
  provider_budget_config: mapOf(
    map(
      {
        budget_limit: number('Most spend in the period.', { unit: 'USD', min: 0, strict: true }),
        time_period: { type: 'duration', help: 'Length of the period.' },
        max_budget: number('Most spend in the period.', { unit: 'USD', min: 0, strict: true }),
        budget_duration: { type: 'duration', help: 'Length of the period.' },
      },
      'Budget of one provider.',
      { strict: true },
    ),
    'Spend limit for each provider.',
    { strict: true },
  ),
  redis_url: secret('Redis for shared routing state, as one address.', { strict: true }),
  redis_host: text('Redis host for shared limits and cooldowns.'),
  redis_port: integer('Redis port.', { min: 1, max: 65535 }),
  redis_password: secret('Redis password.'),
  redis_db: integer('Redis database number.', { min: 0 }),
  cache_responses: boolean('Cache answers in the router; the proxy sets it when caching is on.'),
  cache_kwargs: openMap('Further arguments of the Redis client.', { default: {} }),
  caching_groups: list(any('Group.'), 'Model groups that share cached answers.'),
  client_ttl: integer('How long provider clients are kept.', { unit: 's', default: 3600, min: 0 }),
  default_litellm_params: openMap('Parameters for every deployment.', { strict: true }),
  default_max_parallel_requests: integer('Parallel requests of a deployment without a limit of its own.', {
    min: 0,
    strict: true,
  }),
  default_priority: integer('Priority of requests without one (scheduler only).'),
  polling_interval: number('How often the scheduler looks for room.', { unit: 's', default: 0.03, min: 0 }),
  weights: openMap('Weights by model group.'),
  keepalive_seconds: number('Keep-alive comments on idle streams.', { unit: 's' }),
  allow_client_keepalive_override: boolean('Callers may set the keep-alive themselves.', { default: false }),
  enable_health_check_routing: boolean('Leave out deployments that failed their health check.', { default: false }),
  health_check_staleness_threshold: integer('Age after which a health result does not count.', {
    unit: 's',
    min: 0,
    strict: true,
  }),
  health_check_ignore_transient_errors: boolean('Passing failures do not count as unhealthy.', { default: false }),
  background_health_check_model_groups: texts('Only these groups are checked in the background.', { strict: true }),
  search_tools: list(any('Tool.'), 'Set by the proxy itself.', { deprecated: 'Use the section search_tools.' }),
  guardrail_list: list(any('Guardrail.'), 'Set by the proxy itself.', { deprecated: 'Use the section guardrails.' }),
  assistants_config: openMap('Set by the proxy itself.', { deprecated: 'Use the section assistant_settings.' }),
  alerting_config: openMap('Alerting of a router outside the proxy.', {
    deprecated: 'Use general_settings.alerting.',
    strict: true,
  }),
  router_general_settings: map(
    {
      async_only_mode: boolean('Only asynchronous clients.', { default: false }),
      pass_through_all_models: boolean('Names that no group has are sent on as they are.', { default: false }),
    },
    'Switches of the router itself.',
  ),
  plugins: list(any('Plugin.'), 'Router plugins of a program that embeds LiteLLM.', { strict: true }),
  fallback_access_check: any('Set by the proxy itself.'),
  fallback_budget_check: any('Set by the proxy itself.'),
  auto_router_capability_limit: integer('How many capabilities an auto router looks at.'),
  ignore_invalid_deployments: boolean('The proxy always sets this.', { default: true }),
  set_verbose: boolean('Verbose log.', { default: false, deprecated: 'Set the variable LITELLM_LOG.' }),
  debug_level: choice(['DEBUG', 'INFO'], 'Log level.', {
    default: 'INFO',
    deprecated: 'Set the variable LITELLM_LOG.',
  }),
});

export const aliasKeys = define('alias', 'router_settings', {
  model_group_alias: mapOf(
    map(
      {
        model: text('Group that answers.', { required: true }),
        hidden: boolean('Not shown in /v1/models.', { default: false }),
      },
      'Target group, or a map with `model`.',
      {
        also: ['text'],
        open: true,
        strict: true,
      },
    ),
    'Further public names of model groups.',
    { label: 'Aliases', default: {}, strict: true },
  ),
});
