import type { Location } from '@regent/core';
import { type Context, mapOr, type RuleFinding } from './context.ts';

/** Settings that the engine uses as soon as their name stands there: with nothing behind it, it stops (1.104). */
const neededValues = `callbacks success_callback failure_callback service_callback custom_provider_map
  default_max_internal_user_budget default_team_settings guardrails max_budget model_group_settings post_call_rules
  responses upperbound_key_generate_params`.split(/\s+/);

/** Keys with nothing behind them, where that is not the same as leaving them out. */
export function emptyRules({ document, deployments }: Context): RuleFinding[] {
  const settings = mapOr(document.litellm_settings);
  return [
    ...neededValues.filter((key) => settings[key] === null).map((key) => empty(['litellm_settings', key])),
    ...deployments
      .filter(({ entry }) => entry.model_info === null)
      .map(({ index }) => empty(['model_list', index, 'model_info'])),
    ...(document.include === null ? [empty(['include'])] : []),
  ];
}

function empty(location: Location): RuleFinding {
  const key = String(location.at(-1));
  return {
    code: 'empty-key',
    location,
    message: `Nothing stands behind ${key}; the engine refuses to start.`,
    hint: `Remove ${key}, or write what belongs below it.`,
  };
}
