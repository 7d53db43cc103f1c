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
  const live = await liveRevision(ctx);
  return {
    revisions: rows.map((row) => toRevisionView(row, live)),
    next: rows.length === input.limit ? (rows.at(-1)?.number ?? null) : null,
  };
}

/** The revision that every replica serves; null when they differ, or when one cannot tell. */
export async function liveRevision(ctx: Ctx): Promise<number | null> {
  const { replicas } = await ctx.servant.observe();
  const [first] = replicas;
  if (first === undefined || first.artifactHash === null) return null;
  if (!replicas.every((one) => one.ready && one.artifactHash === first.artifactHash)) return null;
  // Going back to an old configuration makes the same file again: the newest revision of that file is the one.
  const newest = (await listRevisions(ctx.db, { limit: RECENT })).find(
    (row) => row.artifactHash === first.artifactHash,
  );
  return newest?.number ?? null;
}

/** What the engine serves is among the newest revisions. */
const RECENT = 50;

export function toRevisionView(row: RevisionHead, live: number | null): RevisionView {
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
    selected: row.selected,
    approvedBy: row.approvedBy,
    overrideReason: row.overrideReason,
    note: row.note,
    tags: row.tags,
    live: live === row.number,
  };
}
