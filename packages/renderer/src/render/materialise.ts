import {
  isJsonObject,
  isSecretInput,
  isSecretReference,
  type Json,
  type Location,
  type SecretReference,
} from '@regent/core';

export interface Materialised {
  readonly value: Json;
  /** References that the vault could not give. */
  readonly missing: readonly { readonly location: Location; readonly reference: SecretReference }[];
}

/** What stands in a rendered text for a secret that is not shown; valid YAML and no secret for any rule. */
export function placeholder(id: string): string {
  return `«secret:${id}»`;
}

export function isPlaceholder(value: Json | undefined): boolean {
  return typeof value === 'string' && /^«secret:.*»$/s.test(value);
}

/** Replaces secret references by their text, or by placeholders where `secrets` is absent. */
export function materialise(root: Json, secrets?: (reference: SecretReference) => string | undefined): Materialised {
  const missing: { location: Location; reference: SecretReference }[] = [];
  const walk = (value: Json, location: Location): Json => {
    if (isSecretReference(value)) {
      const text = secrets?.(value);
      if (secrets !== undefined && text === undefined) missing.push({ location, reference: value });
      return text ?? placeholder(value.$secret);
    }
    if (isSecretInput(value)) return placeholder('new');
    if (Array.isArray(value))
      return (value as readonly Json[]).map((entry, index) => walk(entry, [...location, index]));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, walk(entry, [...location, key])]));
  };
  return { value: walk(root, []), missing };
}
