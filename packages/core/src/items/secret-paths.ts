import type { ItemKind } from '../item.ts';
import { isJsonObject, isYamlScalar, type Json, type JsonObject } from '../json.ts';
import type { Location } from '../pointer.ts';
import { isSecretInput, isSecretReference } from '../secret.ts';

const secretName =
  /(^|_)(authorization|cookie|api_?key|(secret|private|access|subscription|shared|account|storage|master|signing|encryption)_key|access_key_id|secret|password|passwd|passphrase|token|credentials|auth_value|licen[cs]e|bearer|connection_string)$/;
const harmlessName = /cost_per|^(max|min)_|_limit$|encryption_key_id$/;
const standIns = new Set(
  ' none null nil n/a na not-needed not_needed no-key no-key-required no-key-needed sk-no-key-required not-used not-required unused dummy fake empty anything placeholder ollama lm-studio local-only'.split(
    ' ',
  ),
);

/** Where `data` of an item holds secrets as plain text that belong into the vault. */
export function secretPaths(kind: ItemKind, data: JsonObject): Location[] {
  if (kind === 'env_var') {
    const { name, value } = data;
    return isSecretName(String(name)) || hasUrlPassword(value) || looksLikeKey(value)
      ? literalAt(value, ['value'])
      : [];
  }
  return collect(data, []);
}

/** Whether the value of a key with this name is a secret: `api_key`, `x-api-key`, `LANGFUSE_SECRET`, `private_key`… */
export function isSecretName(name: string): boolean {
  const normal = name.replaceAll('-', '_').toLowerCase();
  return secretName.test(normal) && !harmlessName.test(normal);
}

/**
 * Whether a text is a secret itself. References (`os.environ/NAME`, also inside a text), placeholders and stand-ins
 * such as `not-needed` are not.
 */
export function isLiteralSecret(value: Json | undefined): value is string {
  if (typeof value !== 'string' || value.trim() === '') return false;
  if (standIns.has(value.trim().toLowerCase())) return false;
  if (value.includes('os.environ/') || value.startsWith('oidc/')) return false;
  return !isShellPlaceholder(value);
}

/** `${NAME}`, `$NAME`, `{{ name }}`, `%NAME%`: texts that some other tool would expand and the engine does not. */
export function isShellPlaceholder(value: string): boolean {
  return /^\s*(\$\{[^}]*\}|\$[A-Za-z_][A-Za-z0-9_]*|\{\{[^}]*\}\}|%[A-Z_][A-Z0-9_]*%|<[A-Z][A-Z0-9_ -]*>)\s*$/.test(
    value,
  );
}

/** Beginnings by which well-known services mark their keys: LiteLLM and OpenAI, Slack, GitHub, AWS, Google, Hugging Face, Groq… */
const keyMark =
  /^\s*(sk-[\w-]{8}|sk_live_|xox[abprs]-|gh[pousr]_\w{16}|github_pat_|glpat-|AKIA[0-9A-Z]{16}$|AIza[\w-]{30}|hf_\w{16}|gsk_\w{16}|Bearer \S{8}|-----BEGIN [A-Z ]*PRIVATE KEY|eyJ[\w-]+\.eyJ[\w-]+\.)/;

/** Whether a text is a key by its own looks, whatever it is called. */
export function looksLikeKey(value: Json | undefined): boolean {
  return typeof value === 'string' && keyMark.test(value);
}

/** An address with a password in it. */
export function hasUrlPassword(value: Json | undefined): boolean {
  return (
    typeof value === 'string' && /^[a-z][a-z0-9+.-]*:\/\/[^/@\s:]*:[^/@\s]+@/i.test(value) && isLiteralSecret(value)
  );
}

function collect(value: Json, at: Location): Location[] {
  if (isSecretReference(value) || isSecretInput(value) || isYamlScalar(value)) return [];
  if (Array.isArray(value)) return value.flatMap((entry: Json, index) => collectEntry(entry, [...at, index], false));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, entry]) => collectEntry(entry, [...at, key], isSecretName(key)));
}

function collectEntry(value: Json, at: Location, secret: boolean): Location[] {
  if (typeof value !== 'string') return collect(value, at);
  if (hasUrlPassword(value) || value.startsWith('-----BEGIN ')) return [at];
  return secret && !isFilePath(value) ? literalAt(value, at) : [];
}

function literalAt(value: Json | undefined, at: Location): Location[] {
  return isLiteralSecret(value) ? [at] : [];
}

/** Credentials may be the path of a file. */
function isFilePath(value: string): boolean {
  return /^(\/|\.{1,2}\/|~\/)[^\s{]*$/.test(value) && value.length < 200;
}
