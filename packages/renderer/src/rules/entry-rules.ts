import type { Json, Location } from '@regent/core';
import { providers, vectorStoreProviders } from '../engine-versions/names.ts';
import { type Context, entriesOf, isAtLeast, isMap, listOr, mapOr, type RuleFinding, valueIn } from './context.ts';
import { ownProviders } from './provider-rules.ts';
import { didYouMean } from './spelling.ts';
import { checkUrl } from './url.ts';
import { isReference } from './value-rules.ts';

/** Entries of the smaller sections: MCP servers, vector stores, prompts, budgets of providers. */
export function entryRules(context: Context): RuleFinding[] {
  return [
    ...Object.entries(mapOr(context.document.mcp_servers)).flatMap(([name, server]) =>
      checkMcpServer(context, name, server),
    ),
    ...entriesOf(context.document, 'vector_store_registry').flatMap(({ entry, location }) =>
      checkStore(mapOr(entry.litellm_params), [...location, 'litellm_params']),
    ),
    ...entriesOf(context.document, 'prompts').flatMap(({ entry, location }) =>
      checkPrompt(mapOr(entry.litellm_params), [...location, 'litellm_params']),
    ),
    ...checkBudgets(context),
    ...checkMargins(context),
    ...checkProviders(context),
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
      ...didYouMean(name, promptIntegrations),
    },
  ];
}

function checkStore(params: Readonly<Record<string, Json>>, location: Location): RuleFinding[] {
  const name = params.custom_llm_provider;
  if (typeof name !== 'string' || vectorStoreProviders.has(name) || isReference(name)) return [];
  return [
    {
      code: 'unknown-provider',
      location: [...location, 'custom_llm_provider'],
      message: `${JSON.stringify(name)} has no vector stores; every search fails.`,
      severity: 'warning',
      ...didYouMean(name, vectorStoreProviders),
    },
  ];
}

function checkBudgets(context: Context): RuleFinding[] {
  const at = ['router_settings', 'provider_budget_config'];
  return Object.entries(mapOr(valueIn(context.document, at))).flatMap(([provider, budget]): RuleFinding[] => {
    const location = [...at, provider];
    const findings: RuleFinding[] = [];
    if (!providers.has(provider))
      findings.push({
        code: 'unknown-provider',
        location,
        message: `There is no provider ${JSON.stringify(provider)}; this budget is never used.`,
        severity: 'warning',
        hint: 'Write the name that stands before the / of its models.',
        ...didYouMean(provider, providers),
      });
    if (isMap(budget) && budget.budget_limit === undefined && budget.max_budget === undefined)
      findings.push({
        code: 'missing-key',
        location,
        message: 'budget_limit is missing; there is no budget.',
        severity: 'warning',
      });
    return findings;
  });
}

/** Discounts and margins are found by the provider's own name; `global` stands for all margins. */
function checkMargins(context: Context): RuleFinding[] {
  const own = ownProviders(context);
  return ['cost_discount_config', 'cost_margin_config'].flatMap((key) => {
    const at = ['litellm_settings', key];
    return Object.keys(mapOr(valueIn(context.document, at))).flatMap((provider): RuleFinding[] =>
      providers.has(provider) || own.includes(provider) || (key === 'cost_margin_config' && provider === 'global')
        ? []
        : [
            {
              code: 'unknown-provider',
              location: [...at, provider],
              message: `There is no provider ${JSON.stringify(provider)}; this entry is never used.`,
              severity: 'warning',
              hint: 'Write the name that stands before the / of its models.',
              ...didYouMean(provider, providers),
            },
          ],
    );
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
          hint: 'Write the name that stands before the / of its models.',
          ...didYouMean(name, providers),
        },
      ];
    }),
  );
}
