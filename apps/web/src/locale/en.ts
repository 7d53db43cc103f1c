import type { ApplyStep, ItemKind, RevisionView } from '@regent/core';

/** The words of the domain as people read them. Screens take them from here, so that one thing has one word. */
export const kindWords: Readonly<Record<ItemKind, { readonly one: string; readonly icon: string }>> = {
  model: { one: 'Deployment', icon: 'models' },
  credential: { one: 'Credential', icon: 'providers' },
  alias: { one: 'Alias', icon: 'routing' },
  fallback: { one: 'Fallback', icon: 'routing' },
  guardrail: { one: 'Guardrail', icon: 'guardrails' },
  search_tool: { one: 'Search tool', icon: 'globe' },
  mcp_server: { one: 'MCP server', icon: 'mcp' },
  vector_store: { one: 'Vector store', icon: 'caching' },
  prompt: { one: 'Prompt', icon: 'chat' },
  agent: { one: 'Agent', icon: 'person' },
  pass_through_endpoint: { one: 'Pass-through', icon: 'through' },
  env_var: { one: 'Environment variable', icon: 'code' },
  routing: { one: 'Routing', icon: 'routing' },
  cache: { one: 'Caching', icon: 'caching' },
  logging: { one: 'Logging', icon: 'metrics' },
  metrics: { one: 'Metrics', icon: 'metrics' },
  alerting: { one: 'Alerting', icon: 'bell' },
  key_policy: { one: 'Key policy', icon: 'policy' },
  global_budget: { one: 'Global budget', icon: 'usage' },
  pricing: { one: 'Pricing', icon: 'usage' },
  proxy_behaviour: { one: 'Proxy behaviour', icon: 'servant' },
  database: { one: 'Database', icon: 'caching' },
  spend_logs: { one: 'Spend logs', icon: 'logs' },
  health: { one: 'Health checks', icon: 'doctor' },
  security: { one: 'Security', icon: 'lock' },
  sso: { one: 'Sign-in', icon: 'lock' },
  passthrough: { one: 'Advanced', icon: 'sliders' },
};

export const outcomeWords: Readonly<
  Record<RevisionView['outcome'], { readonly word: string; readonly state: 'ok' | 'bad' | 'off' | 'unknown' }>
> = {
  live: { word: 'Went live', state: 'off' },
  unhealthy: { word: 'Unhealthy', state: 'bad' },
  failed: { word: 'Failed', state: 'bad' },
  'nothing-to-do': { word: 'Nothing to do', state: 'off' },
  reverted: { word: 'Taken back', state: 'bad' },
  applying: { word: 'Applying', state: 'unknown' },
  initial: { word: 'Start', state: 'off' },
};

export const stepWords: Readonly<Record<ApplyStep, string>> = {
  plan: 'Freeze the plan',
  render: 'Render',
  validate: 'Validate',
  check: 'Ask the engine',
  write: 'Write config.yaml',
  commit: 'Commit the revision',
  reload: 'Reload the Servant',
  verify: 'Verify',
  confirm: 'Wait for confirmation',
};
