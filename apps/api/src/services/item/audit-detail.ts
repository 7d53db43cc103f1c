import { fromPointer, type Item, isSecretReference, type Json, type SecretReference } from '@regent/core';
import { type Database, referenceId, type Vault } from '@regent/db';
import { diffConfigs } from '@regent/renderer';
import { valueAt } from './secrets.ts';

const CHARACTERS_MAX = 4_000;
const DIGEST_DIGITS = 16;

/**
 * What an edit did, field by field, for the audit. A secret shows as its pinned version and the keyed digest of its
 * text: equal digests are equal texts, and nobody without the vault can try texts against one.
 */
export async function auditDetail(
  means: { tx: Database; vault: Vault },
  edit: { before: Item | null; after: Item | null },
): Promise<string> {
  const { before, after } = edit;
  const [change] = diffConfigs(before === null ? [] : [before], after === null ? [] : [after]);
  const values = (change?.fields ?? []).map((field) => {
    const at = fromPointer(field.pointer);
    return { field: field.pointer, before: valueAt(before?.data ?? null, at), after: valueAt(after?.data ?? null, at) };
  });
  const references = values.flatMap((one) => [one.before, one.after].filter(isSecretReference));
  const digests = await means.vault.digests(means.tx, references);
  const fields = values.map((one) => ({
    field: one.field,
    before: shown(one.before, digests),
    after: shown(one.after, digests),
  }));
  if (before?.position !== after?.position)
    fields.push({ field: 'position', before: before?.position, after: after?.position });
  return JSON.stringify(fields).slice(0, CHARACTERS_MAX);
}

function shown(value: Json | undefined, digests: ReadonlyMap<string, string>): Json | undefined {
  return isSecretReference(value) ? secretText(value, digests) : value;
}

function secretText(reference: SecretReference, digests: ReadonlyMap<string, string>): string {
  const digest = digests.get(referenceId(reference))?.slice(0, DIGEST_DIGITS) ?? 'unknown';
  return `secret ${reference.$secret} version ${reference.version} digest ${digest}`;
}
