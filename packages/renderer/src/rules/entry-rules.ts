import { guardrailModes, type Json, type Location } from '@regent/core';
import { guardrailNames, providers } from '../engine-versions/names.ts';
import { type Context, entriesOf, isAtLeast, isMap, listOr, mapOr, type RuleFinding, valueIn } from './context.ts';
import { nearest } from './spelling.ts';
import { isReference } from './value-rules.ts';

/** Entries of the smaller sections: aliases, guardrails, MCP servers, pass-through endpoints, prompts, budgets. */
export function entryRules(context: Context): RuleFinding[] {
  return [
    ...entriesOf(context.document, 'guardrails').flatMap(({ entry, location }) =>
      checkGuardrail(context, mapOr(entry.litellm_params), [...location, 'litellm_params']),
    ),
    ...Object.entries(mapOr(context.document.mcp_servers)).flatMap(([name, server]) =>
      checkMcpServer(context, name, server),
    ),
    ...entriesOf(context.document, 'general_settings', 'pass_through_endpoints').flatMap(({ entry, location }) =>
      checkEndpoint(context, entry, location),
    ),
    ...entriesOf(context.document, 'prompts').flatMap(({ entry, location }) =>
      checkPrompt(mapOr(entry.litellm_params), [...location, 'litellm_params']),
    ),
    ...checkBudgets(context),
    ...checkProviders(context),
  ];
}

function unknownName(text: string, names: Iterable<string>): { hint?: string } {
  const suggestion = nearest(text, names);
  return suggestion === undefined ? {} : { hint: `Did you mean ${suggestion}?` };
}

function checkGuardrail(context: Context, params: Readonly<Record<string, Json>>, location: Location): RuleFinding[] {
  const findings: RuleFinding[] = [];
  const name = params.guardrail;
  if (typeof name === 'string' && !guardrailNames.has(name) && !name.includes('.') && !isReference(name)) {
    findings.push({
      code: 'unknown-guardrail',
      location: [...location, 'guardrail'],
      message: `There is no guardrail ${JSON.stringify(name)}; the engine starts without it.`,
      ...unknownName(name, guardrailNames),
    });
  }
  findings.push(...checkMode(params.mode, [...location, 'mode']));
  const services =
    params.presidio_analyzer_api_base !== undefined || context.environment?.has('PRESIDIO_ANALYZER_API_BASE') === true;
  if (name === 'presidio' && !services && params.mock_redacted_text === undefined) {
    const severity = context.environment === null ? {} : { severity: 'error' as const };
    findings.push({
      code: 'guardrail-needs-service',
      location,
      message: 'presidio_analyzer_api_base is missing, and PRESIDIO_ANALYZER_API_BASE is needed instead.',
      ...severity,
    });
  }
  return findings;
}

function checkMode(mode: Json | undefined, location: Location): RuleFinding[] {
  if (typeof mode === 'string') {
    const known = (guardrailModes as readonly string[]).includes(mode) || isReference(mode);
    return known
      ? []
      : [
          {
            code: 'unknown-value',
            location,
            message: `There is no mode ${JSON.stringify(mode)}; the engine starts without this guardrail.`,
            severity: 'error',
            ...unknownName(mode, guardrailModes),
          },
        ];
  }
  if (Array.isArray(mode))
    return (mode as readonly Json[]).flatMap((entry, index) => checkMode(entry, [...location, index]));
  if (isMap(mode)) {
    const tags = Object.entries(mapOr(mode.tags)).flatMap(([tag, entry]) =>
      checkMode(entry, [...location, 'tags', tag]),
    );
    return [...tags, ...(mode.default === undefined ? [] : checkMode(mode.default, [...location, 'default']))];
  }
  if (mode === undefined || mode === null) return [];
  return [
    { code: 'wrong-type', location, message: 'A mode is a name, a list of names, or a map with tags and default.' },
  ];
}

function checkMcpServer(context: Context, name: string, server: Json): RuleFinding[] {
  const location = ['mcp_servers', name];
  const findings: RuleFinding[] = [];
  if (!/^[A-Za-z0-9_.]+$/.test(name)) {
    const fatal = name.includes('-');
    findings.push({
      code: 'mcp-name',
      location,
      message: fatal ? 'A name with "-" is refused.' : 'The engine warns about this name.',
      ...(fatal ? {} : { severity: 'warning' as const }),
    });
  }
  if (!isMap(server)) return findings;
  const transport = server.transport ?? 'http';
  if (transport === 'stdio') {
    if (server.command === undefined) findings.push({ code: 'missing-key', location, message: 'command is missing.' });
    if (isAtLeast(context.engine, '1.104.0') && context.environment?.has('LITELLM_ENABLE_MCP_STDIO') !== true) {
      findings.push({
        code: 'mcp-stdio-off',
        location: [...location, 'transport'],
        message: 'The engine does not start programs unless LITELLM_ENABLE_MCP_STDIO=true.',
      });
    }
  } else if (server.url === undefined && server.spec_path === undefined) {
    findings.push({ code: 'missing-key', location, message: 'url is missing; the server cannot be used.' });
  }
  if (typeof server.url === 'string') findings.push(...checkUrl(server.url, [...location, 'url']));
  if (server.auth_type === 'oauth2' && server.oauth2_flow === undefined) {
    findings.push({
      code: 'mcp-oauth-flow',
      location,
      message: 'oauth2_flow is missing; the engine refuses to start.',
    });
  }
  return findings;
}

/** An address that a call goes to. */
function checkUrl(url: string, location: Location): RuleFinding[] {
  if (isReference(url) || /^https?:\/\/[^\s/]+/.test(url) || url.includes('${')) return [];
  return [
    {
      code: 'bad-url',
      location,
      message: `${JSON.stringify(url)} is no whole address.`,
      hint: 'Begin it with http:// or https://.',
    },
  ];
}

function checkEndpoint(context: Context, entry: Readonly<Record<string, Json>>, location: Location): RuleFinding[] {
  const findings: RuleFinding[] = [];
  if (typeof entry.path === 'string' && !entry.path.startsWith('/')) {
    findings.push({ code: 'bad-path', location: [...location, 'path'], message: 'The path must begin with /.' });
  }
  if (typeof entry.target === 'string') findings.push(...checkUrl(entry.target, [...location, 'target']));
  if (entry.auth === false)
    findings.push({
      code: 'public-pass-through',
      location: [...location, 'auth'],
      message:
        entry.include_subpath === true
          ? 'Anyone can call this very path without a key; the paths below it still ask for one.'
          : 'Anyone can call this path without a key.',
    });
  if (entry.auth === true && !isAtLeast(context.engine, '1.90.0') && !context.licensed) {
    findings.push({
      code: 'licence-key',
      location: [...location, 'auth'],
      message: 'Older engines refuse to start with auth: true without a licence.',
    });
  }
  if (entry.forward_headers === true) {
    findings.push({
      code: 'forward-headers-leak',
      location: [...location, 'forward_headers'],
      message: 'The caller’s own gateway key is sent to the target.',
    });
  }
  return findings;
}

const promptIntegrations = [
  'dotprompt',
  'langfuse',
  'custom',
  'bitbucket',
  'gitlab',
  'generic_prompt_management',
  'arize_phoenix',
  'humanloop',
];

function checkPrompt(params: Readonly<Record<string, Json>>, location: Location): RuleFinding[] {
  const name = params.prompt_integration;
  const nameless: RuleFinding[] =
    params.prompt_id === undefined
      ? [
          {
            code: 'missing-key',
            location,
            message: 'prompt_id is missing here; the engine ignores this prompt.',
            severity: 'warning',
          },
        ]
      : [];
  if (typeof name !== 'string' || promptIntegrations.includes(name)) return nameless;
  return [
    ...nameless,
    {
      code: 'unknown-prompt-integration',
      location: [...location, 'prompt_integration'],
      message: `There is no prompt integration ${JSON.stringify(name)}; the engine refuses to start.`,
      ...unknownName(name, promptIntegrations),
    },
  ];
}

function checkBudgets(context: Context): RuleFinding[] {
  const at = ['router_settings', 'provider_budget_config'];
  return Object.entries(mapOr(valueIn(context.document, at))).flatMap(([provider, budget]): RuleFinding[] => {
    if (!isMap(budget) || budget.budget_limit !== undefined || budget.max_budget !== undefined) return [];
    return [
      {
        code: 'missing-key',
        location: [...at, provider],
        message: 'budget_limit is missing; there is no budget.',
        severity: 'warning',
      },
    ];
  });
}

function checkProviders(context: Context): RuleFinding[] {
  return ['files_settings', 'finetune_settings'].flatMap((section) =>
    listOr(context.document[section]).flatMap((entry, index): RuleFinding[] => {
      const name = mapOr(entry).custom_llm_provider;
      if (typeof name !== 'string' || providers.has(name) || isReference(name)) return [];
      return [
        {
          code: 'unknown-provider',
          location: [section, index, 'custom_llm_provider'],
          message: `There is no provider ${JSON.stringify(name)}.`,
          severity: 'warning',
          ...unknownName(name, providers),
        },
      ];
    }),
  );
}
