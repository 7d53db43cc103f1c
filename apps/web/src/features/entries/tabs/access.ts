import type { JsonObject } from '@regent/core';

/** Who may call an endpoint; two of LiteLLM's switches say it together. */
export const access = [
  { value: 'key', label: 'Callers with a LiteLLM key', data: { auth: true, forward_headers: false } },
  { value: 'own', label: 'Everybody, with their own headers passed on', data: { auth: false, forward_headers: true } },
  { value: 'public', label: 'Everybody', data: { auth: false, forward_headers: false } },
] as const;
type Access = (typeof access)[number]['value'];

/** An absent switch is off. */
export function accessOf(data: JsonObject): Access {
  if (data.auth === true) return 'key';
  return data.forward_headers === true ? 'own' : 'public';
}
