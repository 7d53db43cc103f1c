import type { SingletonKind } from '@regent/core';

/** One field of a settings kind, and what is typed there. */
export interface SettingRow {
  readonly screen: string;
  /** Of its form, where a screen has several. */
  readonly heading?: string;
  readonly label: string;
  readonly value: string;
  /** What nobody can mean, and the sentence that says so. */
  readonly invalid: string;
  readonly refusal: RegExp;
  readonly control?: 'number' | 'pairs' | 'text';
}

const NOT_A_NUMBER = { invalid: 'many', refusal: /not a number/ } as const;
const on = (screen: string, heading: string | undefined, label: string, value = '42'): SettingRow => ({
  screen,
  ...(heading ? { heading } : {}),
  label,
  value,
  ...NOT_A_NUMBER,
});

export const settingRows: Readonly<Record<SingletonKind, SettingRow>> = {
  routing: on('/routing', undefined, 'Retries', '4'),
  cache: on('/caching', undefined, 'Default in memory TTL (litellm_settings)'),
  logging: on('/logging', 'Logging', 'Langsmith batch size'),
  metrics: on('/logging', 'Metrics', 'Prometheus end user metrics TTL seconds'),
  alerting: on('/alerting', undefined, 'Alerting threshold'),
  key_policy: on('/key-policy', 'Key policy', 'Max internal user budget'),
  global_budget: on('/key-policy', 'Global budget', 'Max user budget'),
  pricing: { ...on('/behaviour', 'Pricing', 'Cost discount config', '0.25'), control: 'pairs' },
  proxy_behaviour: on('/behaviour', 'Proxy behaviour', 'Request timeout'),
  database: on('/behaviour', 'Database', 'Database connection timeout'),
  spend_logs: on('/behaviour', 'Spend logs', 'Maximum spend logs cleanup batch size'),
  health: on('/behaviour', 'Health checks', 'Health check interval'),
  security: on('/sign-in', 'Security', 'User API key cache TTL'),
  sso: on('/sign-in', 'Sign-in', 'Failed login window seconds'),
  passthrough: {
    screen: '/advanced',
    label: 'Raw settings as YAML',
    value: 'house_section:\n  colour: green\n',
    invalid: 'house_section: [green\n',
    refusal: /Line \d+: /,
    control: 'text',
  },
};
