import { fromPointer, type Item, isSecretReference, type Json } from '@regent/core';
import { diffConfigs } from '@regent/renderer';
import { valueAt } from './secrets.ts';

const CHARACTERS_MAX = 4_000;

/**
 * What an edit did, field by field, for the audit. A secret shows as the pinned version that stands for it: versions are
 * immutable, so that says which text it was without saying the text.
 */
export function auditDetail(before: Item | null, after: Item | null): string {
  const [change] = diffConfigs(before === null ? [] : [before], after === null ? [] : [after]);
  const fields = (change?.fields ?? []).map((field) => {
    const at = fromPointer(field.pointer);
    return {
      field: field.pointer,
      before: shown(valueAt(before?.data ?? null, at)),
      after: shown(valueAt(after?.data ?? null, at)),
    };
  });
  if (before?.position !== after?.position)
    fields.push({ field: 'position', before: before?.position, after: after?.position });
  return JSON.stringify(fields).slice(0, CHARACTERS_MAX);
}

function shown(value: Json | undefined): Json | undefined {
  return isSecretReference(value) ? `secret ${value.$secret} version ${value.version}` : value;
}
