import { isSecretInput, isSecretReference, type Item, type Secret } from '@regent/core';
import { referenceId } from '@regent/db';

export interface ServantEnvironment {
  /** Name → value in clear; goes into the artifact and nowhere else. */
  readonly values: Readonly<Record<string, string>>;
  /** Name → reference or `plain`; goes into the fingerprint. */
  readonly versions: Readonly<Record<string, string>>;
}

/** The variables that the Servant's process gets beyond the installation's own. */
export function environmentOf(items: readonly Item[], secrets: ReadonlyMap<string, Secret>): ServantEnvironment {
  const values: Record<string, string> = {};
  const versions: Record<string, string> = {};
  for (const { kind, data } of items) {
    if (kind !== 'env_var' || data.target !== 'process' || typeof data.name !== 'string') continue;
    const { name, value } = data;
    if (isSecretReference(value)) {
      values[name] = secrets.get(referenceId(value))?.reveal() ?? '';
      versions[name] = referenceId(value);
    } else if (isSecretInput(value)) {
      // A draft's secret: the engine's check gets an empty value in its place.
      values[name] = '';
      versions[name] = 'draft';
    } else {
      values[name] = typeof value === 'string' ? value : JSON.stringify(value);
      versions[name] = 'plain';
    }
  }
  return { values, versions };
}
