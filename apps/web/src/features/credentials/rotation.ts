import { isJsonObject, isSecretReference, type ItemView, type JsonObject } from '@regent/core';

export interface SecretPin {
  readonly field: string;
  readonly secret: string;
  readonly version: number;
}

/** Where a rotation stands. It is read from what is staged, applied and stored, so that it survives everything. */
export type RotationState =
  | { readonly step: 'new-value' }
  | { readonly step: 'apply'; readonly fields: readonly string[] }
  /** The new secret is applied; the old one still opens in the vault. */
  | { readonly step: 'revoke'; readonly old: number };

/** The vault references of a credential's fields. */
export function pinsOf(data: JsonObject | null): readonly SecretPin[] {
  const values = data?.credential_values;
  if (!isJsonObject(values)) return [];
  return Object.entries(values).flatMap(([field, value]) =>
    isSecretReference(value) ? [{ field, secret: value.$secret, version: value.version }] : [],
  );
}

/** A version that is staged waits for an Apply; one that an Apply has left behind, `revocable`, to be revoked. */
export function rotationOf(
  { applied, data, flag }: Pick<ItemView, 'applied' | 'data' | 'flag'>,
  revocable: number,
): RotationState {
  const live = new Map(pinsOf(applied).map((pin) => [pin.field, pin]));
  const staged =
    flag === 'changed'
      ? pinsOf(data).filter((pin) => {
          const before = live.get(pin.field);
          return before !== undefined && (before.version !== pin.version || before.secret !== pin.secret);
        })
      : [];
  if (staged.length > 0) return { step: 'apply', fields: staged.map(({ field }) => field) };
  return applied !== null && revocable > 0 ? { step: 'revoke', old: revocable } : { step: 'new-value' };
}
