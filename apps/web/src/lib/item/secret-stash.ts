import { isJsonObject, isSecretInput, type Json, type JsonObject } from '@regent/core';

const PLACEHOLDER = 'placeholder-for-checks';

/** The same data without typed secrets: what may be kept in the tab's storage. The value before takes their place. */
export function withoutTypedSecrets(data: Json, before: Json | undefined): Json | undefined {
  if (isSecretInput(data)) return before;
  if (Array.isArray(data)) {
    const old = Array.isArray(before) ? before : [];
    return data.map((value, index) => withoutTypedSecrets(value, old[index]) ?? null);
  }
  if (!isJsonObject(data)) return data;
  const old = isJsonObject(before) ? before : {};
  return Object.fromEntries(
    Object.entries(data).flatMap(([key, value]) => {
      const kept = withoutTypedSecrets(value, old[key]);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

/** Checks never carry a typed secret: any text serves their purpose. */
export function withPlaceholders(data: JsonObject): JsonObject {
  return replace(data) as JsonObject;
}

function replace(value: Json): Json {
  if (isSecretInput(value)) return { $newSecret: PLACEHOLDER };
  if (Array.isArray(value)) return value.map(replace);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replace(inner)]));
}
