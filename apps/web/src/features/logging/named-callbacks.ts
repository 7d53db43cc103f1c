import type { JsonObject } from '@regent/core';
import { valueAt } from '../../lib/item/path.ts';

/** The settings that name loggers. */
export const callbackKeys = [
  'callbacks',
  'success_callback',
  'failure_callback',
  'service_callback',
  'input_callback',
  'audit_log_callbacks',
] as const;

/** Every logger that the settings name, once, in the order of the keys. */
export function namedCallbacks(data: JsonObject): readonly string[] {
  const names = callbackKeys.flatMap((key) => {
    const value = valueAt(data, ['litellm_settings', key]);
    return typeof value === 'string' ? [value] : Array.isArray(value) ? value : [];
  });
  return [...new Set(names.filter((name) => typeof name === 'string'))];
}
