import type { Json, Location } from '@regent/core';
import { type Context, isAtLeast, type RuleFinding, valueIn } from './context.ts';

interface NewValue {
  readonly location: Location;
  readonly value: string;
  /** No engine before this one knows the value. */
  readonly since: string;
}

const newValues: readonly NewValue[] = [
  { location: ['router_settings', 'routing_strategy'], value: 'lar1', since: '1.90.0' },
  { location: ['litellm_settings', 'cache_params', 'type'], value: 'valkey-semantic', since: '1.90.0' },
];

/** Values that came later than the engine: it refuses to start with them. */
export function valueVersionRules(context: Context): RuleFinding[] {
  return newValues.flatMap(({ location, value, since }): RuleFinding[] => {
    const written: Json | undefined = valueIn(context.document, location);
    if (written !== value || isAtLeast(context.engine, since)) return [];
    return [
      {
        code: 'value-too-new',
        location,
        message: `LiteLLM ${context.engine} does not know ${JSON.stringify(value)} yet, and refuses to start.`,
        hint: `Take another value, or an engine from ${since} on.`,
      },
    ];
  });
}
