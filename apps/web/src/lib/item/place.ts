import type { ItemKind, ItemRef } from '@regent/core';

/** The screen that edits each kind. */
export const screenOfKind: Readonly<Record<ItemKind, string>> = {
  model: '/models',
  credential: '/providers',
  alias: '/routing/aliases',
  fallback: '/routing/fallbacks',
  routing: '/routing',
  cache: '/caching',
  guardrail: '/guardrails',
  mcp_server: '/mcp',
  search_tool: '/search-tools',
  pass_through_endpoint: '/pass-through',
  vector_store: '/more',
  prompt: '/more',
  agent: '/more',
  env_var: '/more',
  logging: '/logging',
  metrics: '/logging',
  alerting: '/alerting',
  proxy_behaviour: '/behaviour',
  database: '/behaviour',
  spend_logs: '/behaviour',
  health: '/behaviour',
  pricing: '/behaviour',
  passthrough: '/advanced',
  key_policy: '/key-policy',
  global_budget: '/key-policy',
  security: '/sign-in',
  sso: '/sign-in',
};

/** The address that opens an item on its screen: a deployment is part of the path, the others stand in the query. */
export function hrefOfItem({ kind, key }: ItemRef): string {
  const screen = screenOfKind[kind];
  if (key === '_') return screen;
  if (kind === 'model') return `${screen}/${encodeURIComponent(key)}`;
  const shared = screen === '/more' ? `kind=${kind}&` : '';
  return `${screen}?${shared}item=${encodeURIComponent(key)}`;
}
