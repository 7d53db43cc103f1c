import { isJsonObject, isSecretReference, type ItemView, type JsonObject } from '@regent/core';

export interface SecretPin {
  readonly field: string;
  readonly secret: string;
  readonly version: number;
}

/** Where a rotation stands. It is read from what is staged and applied, so that it survives everything. */
export type RotationState =
  | { readonly step: 'new-value' }
  | { readonly step: 'apply'; readonly fields: readonly string[] }
  | { readonly step: 'revoke'; readonly fields: readonly string[] };

/** The vault references of a credential's fields. */
export function pinsOf(data: JsonObject | null): readonly SecretPin[] {
  const values = data?.credential_values;
  if (!isJsonObject(values)) return [];
  return Object.entries(values).flatMap(([field, value]) =>
    isSecretReference(value) ? [{ field, secret: value.$secret, version: value.version }] : [],
  );
}

/** A version that is staged waits for an Apply; one beyond the first that is live has an older one to be revoked. */
export function rotationOf({ applied, data, flag }: Pick<ItemView, 'applied' | 'data' | 'flag'>): RotationState {
  const live = new Map(pinsOf(applied).map((pin) => [pin.field, pin]));
  const staged =
    flag === 'changed'
      ? pinsOf(data).filter((pin) => {
          const before = live.get(pin.field);
          return before !== undefined && (before.version !== pin.version || before.secret !== pin.secret);
        })
      : [];
  if (staged.length > 0) return { step: 'apply', fields: staged.map(({ field }) => field) };
  const rotated = [...live.values()].filter(({ version }) => version > 1);
  return rotated.length > 0 ? { step: 'revoke', fields: rotated.map(({ field }) => field) } : { step: 'new-value' };
}

/** A deployment as it would be called with these values: the credential's own go over what the deployment takes from it. */
export function trialData(model: ItemView, credential: JsonObject): JsonObject {
  const values = isJsonObject(credential.credential_values) ? credential.credential_values : {};
  const params = isJsonObject(model.data.litellm_params) ? model.data.litellm_params : {};
  const { litellm_credential_name: _, ...own } = params;
  return { ...model.data, litellm_params: { ...values, ...own } };
}
