import { isJsonObject, isSecretInput, isSecretReference, type JsonObject, type SecretReference } from '@regent/core';
import { referenceId } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import type { ConfigState } from '../item/state.ts';

/** The vault references of a credential's values, by field. */
export function pinsOf(data: JsonObject | undefined): readonly (readonly [string, SecretReference])[] {
  return Object.entries(valuesOf(data)).flatMap(([field, value]) =>
    isSecretReference(value) ? [[field, value] as const] : [],
  );
}

/** Keyed digest of each secret, by field; one that is only typed counts like a stored one of the same text. */
export async function digestsOf(ctx: Ctx, data: JsonObject | undefined): Promise<Readonly<Record<string, string>>> {
  const pins = pinsOf(data);
  const known = await ctx.vault.digests(
    ctx.db,
    pins.map(([, pin]) => pin),
  );
  const stored = pins.map(([field, pin]) => [field, known.get(referenceId(pin)) ?? ''] as const);
  const typed = Object.entries(valuesOf(data)).flatMap(([field, value]) =>
    isSecretInput(value) ? [[field, ctx.vault.digest(value.$newSecret)] as const] : [],
  );
  return Object.fromEntries([...stored, ...typed]);
}

export function valuesOf(data: JsonObject | undefined): JsonObject {
  const values = data?.credential_values;
  return isJsonObject(values) ? values : {};
}

/** Deployments that take their values from the credential of this name. */
export function deploymentsOf(state: ConfigState, name: unknown) {
  return state.effective.filter(
    ({ kind, data }) =>
      kind === 'model' && isJsonObject(data.litellm_params) && data.litellm_params.litellm_credential_name === name,
  );
}
