import type { RevisionPage, RevisionView } from '@regent/core';
import { listRevisions, type RevisionHead } from '@regent/db';
import type { Ctx } from '../../app-context.ts';

/** Newest first. */
export async function listRevisionViews(
  ctx: Ctx,
  input: { cursor?: number | null | undefined; limit: number },
): Promise<RevisionPage> {
  const rows = await listRevisions(ctx.db, {
    limit: input.limit,
    ...(typeof input.cursor === 'number' ? { cursor: input.cursor } : {}),
  });
  const live = await liveHash(ctx);
  return {
    revisions: rows.map((row) => toRevisionView(row, live)),
    next: rows.length === input.limit ? (rows.at(-1)?.number ?? null) : null,
  };
}

/** Hash that every replica serves; null when they differ, or when one cannot tell. */
export async function liveHash(ctx: Ctx): Promise<string | null> {
  const { replicas } = await ctx.servant.observe();
  const [first] = replicas;
  if (first === undefined || first.artifactHash === null) return null;
  return replicas.every((one) => one.ready && one.artifactHash === first.artifactHash) ? first.artifactHash : null;
}

export function toRevisionView(row: RevisionHead, live: string | null): RevisionView {
  return {
    number: row.number,
    parent: row.parent,
    author: row.author,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    outcome: row.outcome,
    fingerprint: row.fingerprint,
    engineVersion: row.engineVersion,
    models: row.models,
    changes: row.changes,
    insisted: row.insisted,
    live: live !== null && live === row.artifactHash,
  };
}
