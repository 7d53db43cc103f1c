import type { AuditPage, AuditVerdict } from '@regent/core';
import { type AuditSearch, listAudit, listAuditActors, verifyAudit } from '@regent/db';
import type { Ctx } from '../../app-context.ts';

/** Newest first. */
export async function listAuditEntries(
  ctx: Ctx,
  input: Omit<AuditSearch, 'cursor'> & { readonly cursor?: number | null | undefined },
): Promise<AuditPage> {
  const rows = await listAudit(ctx.db, { ...input, cursor: input.cursor ?? undefined });
  return {
    entries: rows.map(({ seq, at, actor, action, subject, detail }) => ({ seq, at, actor, action, subject, detail })),
    next: rows.length === input.limit ? (rows.at(-1)?.seq ?? null) : null,
  };
}

/** Everybody who ever did something here, people, programs and Regent itself. */
export function auditActors(ctx: Ctx): Promise<string[]> {
  return listAuditActors(ctx.db);
}

export function verifyAuditChain(ctx: Ctx): Promise<AuditVerdict> {
  return verifyAudit(ctx.db, (text) => ctx.vault.digest(text));
}
