import { alertTypes, isYamlScalar, type Json, type Location } from '@regent/core';
import { type Context, entriesOf, isAtLeast, listOr, mapOr, type RuleFinding, valueIn } from './context.ts';
import { isPattern } from './pattern.ts';
import { nearest } from './spelling.ts';
import { isReference } from './value-rules.ts';

/** Single settings whose values have rules of their own. */
export function settingRules(context: Context): RuleFinding[] {
  return [
    ...checkFormats(context),
    ...checkSwitches(context),
    ...checkRoutes(context),
    ...checkAlerting(context),
    ...checkPaths(context),
    ...checkDatabase(context),
  ];
}

const section = 'litellm_settings';

function checkFormats(context: Context): RuleFinding[] {
  const findings: RuleFinding[] = [];
  const text = (key: string, check: (value: string) => RuleFinding | null) => {
    const value = valueIn(context.document, [section, key]);
    const finding = typeof value === 'string' && !isReference(value) ? check(value) : null;
    if (finding !== null) findings.push(finding);
  };
  text('budget_reset_time', (value) =>
    /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(value)
      ? null
      : {
          code: 'bad-time',
          location: [section, 'budget_reset_time'],
          message: `${JSON.stringify(value)} is no time of day such as "06:30"; the engine refuses to start.`,
        },
  );
  text('timezone', (value) =>
    isTimezone(value)
      ? null
      : {
          code: 'unknown-timezone',
          location: [section, 'timezone'],
          message: `There is no time zone ${JSON.stringify(value)}.`,
        },
  );
  text('key_alias_pattern', (value) =>
    isPattern(value)
      ? null
      : {
          code: 'bad-regex',
          location: [section, 'key_alias_pattern'],
          message: 'This is no regular expression; the engine refuses to start.',
        },
  );
  for (const { index, params } of context.deployments) {
    for (const [entry, pattern] of listOr(params.tag_regex).entries()) {
      if (typeof pattern !== 'string' || isPattern(pattern)) continue;
      findings.push({
        code: 'bad-regex',
        location: ['model_list', index, 'litellm_params', 'tag_regex', entry],
        message: 'This is no regular expression.',
      });
    }
  }
  return findings;
}

function isTimezone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function checkSwitches(context: Context): RuleFinding[] {
  const is = (location: Location, value: Json) => valueIn(context.document, location) === value;
  const findings: RuleFinding[] = [];
  const metrics = [section, 'require_auth_for_metrics_endpoint'];
  if (is(metrics, false))
    findings.push({ code: 'metrics-public', location: metrics, message: '/metrics answers without a key.' });
  const asked = valueIn(context.document, metrics) === undefined && !isAtLeast(context.engine, '1.85.0');
  const callbacks = listOr(valueIn(context.document, [section, 'callbacks']));
  if (asked && callbacks.includes('prometheus'))
    findings.push({
      code: 'metrics-public',
      location: [section, 'callbacks', callbacks.indexOf('prometheus')],
      message: 'This engine answers /metrics without a key until require_auth_for_metrics_endpoint is true.',
    });
  const mode = ['general_settings', 'store_model_in_db'];
  if (is(mode, true))
    findings.push({
      code: 'db-mode-on',
      location: mode,
      message: 'Database mode lets stored rows compete with this file; it is rendered as false.',
    });
  const strategy = ['router_settings', 'routing_strategy'];
  const value = valueIn(context.document, strategy);
  if (value === 'usage-based-routing' || value === 'usage-based-routing-v2') {
    findings.push({
      code: 'usage-based-routing',
      location: strategy,
      message: 'Usage-based routing costs Redis round trips on every request and is discouraged in production.',
    });
  }
  return findings;
}

const routeGroups = new Set(
  'openai_routes llm_api_routes anthropic_routes mapped_pass_through_routes info_routes master_key_only_routes sso_only_routes management_routes self_managed_routes spend_tracking_routes global_spend_tracking_routes public_routes internal_user_routes ui_routes admin_viewer_routes mcp_routes agent_routes google_routes passthrough_routes_wildcard apply_guardrail_routes org_admin_allowed_routes key_management_routes litellm_native_routes'.split(
    ' ',
  ),
);

function checkRoutes(context: Context): RuleFinding[] {
  const keys = ['allowed_routes', 'admin_only_routes', 'public_routes'];
  return keys.flatMap((key) =>
    listOr(valueIn(context.document, ['general_settings', key])).flatMap((route, index): RuleFinding[] => {
      if (typeof route !== 'string' || route.startsWith('/') || routeGroups.has(route) || isReference(route)) return [];
      const severity = key === 'allowed_routes' ? {} : { severity: 'warning' as const };
      return [
        {
          code: 'unknown-route',
          location: ['general_settings', key, index],
          message: `${JSON.stringify(route)} is no route and no group of routes.`,
          ...severity,
        },
      ];
    }),
  );
}

const pythonSettings: readonly Location[] = [
  ...['post_call_rules', 'pre_call_rules'].map((key) => [section, key]),
  ...[
    'custom_auth',
    'custom_key_generate',
    'custom_key_update',
    'custom_key_policy',
    'custom_sso',
    'custom_ui_sso_sign_in_handler',
    'custom_team_metadata_validate',
  ].map((key) => ['general_settings', key]),
];

function checkPaths(context: Context): RuleFinding[] {
  const handlers = entriesOf(context.document, section, 'custom_provider_map').map(({ location }) => [
    ...location,
    'custom_handler',
  ]);
  const guards = entriesOf(context.document, 'guardrails').map(({ location }) => [
    ...location,
    'litellm_params',
    'guardrail',
  ]);
  const python = [...pythonSettings, ...handlers, ...guards].flatMap((location) => checkPython(context, location));
  const files = [
    [section, 'ssl_verify'],
    [section, 'ssl_certificate'],
    ...context.deployments.map(({ index }) => ['model_list', index, 'litellm_params', 'vertex_credentials']),
  ];
  const paths = files.flatMap((location): RuleFinding[] => {
    const value = valueIn(context.document, location);
    return typeof value === 'string' && /^(\/|\.\/|~\/|[A-Za-z]:\\)/.test(value)
      ? [{ code: 'file-path', location, message: `${value} must be there where the engine runs.` }]
      : [];
  });
  return [...python, ...paths];
}

/** A dotted path that the engine imports; a plain word stops it, except where it names a built-in guardrail. */
function checkPython(context: Context, location: Location): RuleFinding[] {
  const value = valueIn(context.document, location);
  if (typeof value !== 'string' || isReference(value)) return [];
  if (value.includes('.'))
    return [{ code: 'python-path', location, message: `The engine must be able to import ${value}.` }];
  if (location[0] === 'guardrails') return [];
  return [
    {
      code: 'python-path',
      location,
      message: `${JSON.stringify(value)} is no dotted path; the engine refuses to start.`,
      hint: 'Write module.name: the file, and what is imported from it.',
      severity: 'error',
    },
  ];
}

function checkDatabase(context: Context): RuleFinding[] {
  return [...checkPostgres(context), ...checkRedis(context)];
}

const redisUrls: readonly Location[] = [
  ['router_settings', 'redis_url'],
  ['litellm_settings', 'cache_params', 'url'],
  ['litellm_settings', 'cache_params', 'redis_url'],
];

function checkRedis(context: Context): RuleFinding[] {
  return redisUrls.flatMap((location): RuleFinding[] => {
    const value = valueIn(context.document, location);
    if (typeof value !== 'string' || isReference(value) || /^(rediss?|unix):\/\//.test(value) || value.startsWith('«'))
      return [];
    return [
      {
        code: 'bad-url',
        location,
        message: 'This is no address of a Redis; the engine refuses to start.',
        hint: 'Write redis://host:6379.',
      },
    ];
  });
}

function checkPostgres(context: Context): RuleFinding[] {
  const location = ['general_settings', 'database_url'];
  const value = valueIn(context.document, location);
  if (
    typeof value !== 'string' ||
    isReference(value) ||
    isYamlScalar(value) ||
    value.includes('${') ||
    value.startsWith('«')
  )
    return [];
  if (/^(postgres|postgresql|prisma|prisma\+postgres):\/\/[^\s]+/.test(value)) return [];
  return [
    {
      code: 'bad-url',
      location,
      message: 'This is no address of a Postgres database; the engine refuses to start.',
      hint: 'Write postgresql://user:password@host:5432/name.',
    },
  ];
}

const alertTargets = ['slack', 'email', 'webhook', 'pagerduty'];

function checkAlerting(context: Context): RuleFinding[] {
  const at = ['general_settings', 'alerting'];
  const targets = listOr(valueIn(context.document, at)).flatMap((target, index): RuleFinding[] => {
    if (typeof target !== 'string' || alertTargets.includes(target)) return [];
    return [
      {
        code: 'unknown-value',
        location: [...at, index],
        message: `The engine does not send alerts to ${JSON.stringify(target)}.`,
        hint: `Take one of: ${alertTargets.join(', ')}.`,
      },
    ];
  });
  const hooks = ['general_settings', 'alert_to_webhook_url'];
  const addresses = Object.entries(mapOr(valueIn(context.document, hooks))).flatMap(([type, value]): RuleFinding[] => {
    const location = [...hooks, type];
    if (!(alertTypes as readonly string[]).includes(type)) {
      const suggestion = nearest(type, alertTypes);
      return [
        {
          code: 'unknown-key',
          location,
          message: 'There is no such type of alert.',
          ...(suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` }),
        },
      ];
    }
    const wrong =
      typeof value === 'string' && !isReference(value) && !/^(https?:\/\/|«)/.test(value) && !value.includes('${');
    return wrong ? [{ code: 'bad-url', location, message: 'This is no whole address.', severity: 'warning' }] : [];
  });
  return [...targets, ...addresses];
}
