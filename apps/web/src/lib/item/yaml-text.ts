import { type Diagnostic, isSecretReference, type Item, type Json, type JsonObject, SINGLETON_KEY } from '@regent/core';
import { isPlaceholder, parseConfig, placeholder, renderConfig } from '@regent/renderer';

/** Raw settings as YAML. Secrets stand as placeholders. */
export function toYaml(data: JsonObject): string {
  if (Object.keys(data).length === 0) return '';
  const item: Item = { kind: 'passthrough', key: SINGLETON_KEY, data };
  return renderConfig([item]).text;
}

/** The reverse of {@link toYaml}; a placeholder that was left alone becomes its secret again. */
export function fromYaml(
  text: string,
  before: JsonObject,
): { readonly data?: JsonObject; readonly diagnostics: readonly Diagnostic[] } {
  const bare = text.split('\n').every((line) => /^\s*(#.*)?$/.test(line));
  if (bare) return { data: {}, diagnostics: [] };
  const { document, diagnostics } = parseConfig(text);
  if (!document) return { diagnostics };
  return { data: withSecrets(document, secretsOf(before)) as JsonObject, diagnostics };
}

function secretsOf(data: Json, found = new Map<string, Json>()): Map<string, Json> {
  if (isSecretReference(data)) found.set(placeholder(data.$secret), data);
  else if (Array.isArray(data)) for (const entry of data) secretsOf(entry, found);
  else if (typeof data === 'object' && data !== null) for (const value of Object.values(data)) secretsOf(value, found);
  return found;
}

function withSecrets(value: Json, secrets: ReadonlyMap<string, Json>): Json {
  if (typeof value === 'string' && isPlaceholder(value)) return secrets.get(value) ?? value;
  if (Array.isArray(value)) return value.map((entry) => withSecrets(entry, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withSecrets(inner, secrets)]));
}
