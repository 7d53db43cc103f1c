import { canonicalJson } from '@regent/core';

/** What one entry says; the hash covers all of it and the hash before. */
export interface AuditContent {
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: string | null;
  readonly previousHash: string;
}

/** Hash before the first entry. */
export const GENESIS = '0'.repeat(64);

/** `digest` is keyed by the vault, so that nobody with the database alone can forge a chain that holds. */
export function entryHash(content: AuditContent, digest: (text: string) => string): string {
  const { seq, at, actor, action, subject, detail, previousHash } = content;
  return digest(canonicalJson([seq, at, actor, action, subject, detail, previousHash]));
}
