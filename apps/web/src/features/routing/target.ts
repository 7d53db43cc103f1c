import { isJsonObject, type Json } from '@regent/core';

/** A target is a name, or a map that names a model and carries parameters for it. */
export function targetName(target: Json): string {
  if (typeof target === 'string') return target;
  return isJsonObject(target) && typeof target.model === 'string' ? target.model : JSON.stringify(target);
}
