import type { AuditPage, AuditVerdict } from '@regent/core';
import { listAudit, verifyAudit } from '@regent/db';
import type { Ctx } from '../../app-context.ts';

/** Newest first. */
export async function listAuditEntries(
  ctx: Ctx,
  input: { cursor?: number | null | undefined; limit: number },
): Promise<AuditPage> {
  const rows = await listAudit(ctx.db, {
    limit: input.limit,
    ...(typeof input.cursor === 'number' ? { cursor: input.cursor } : {}),
  });
  return {
    entries: rows.map(({ seq, at, actor, action, subject, detail }) => ({ seq, at, actor, action, subject, detail })),
    next: rows.length === input.limit ? (rows.at(-1)?.seq ?? null) : null,
  };
}

export function verifyAuditChain(ctx: Ctx): Promise<AuditVerdict> {
  return verifyAudit(ctx.db, (text) => ctx.vault.digest(text));
}
