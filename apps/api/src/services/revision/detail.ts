import { AppError, type Comparison, type ItemChange, itemId, type RevisionDetail } from '@regent/core';
import { getRevision, listRevisionChanges, type RevisionRow } from '@regent/db';
import { diffConfigs, renderConfig } from '@regent/renderer';
import type { Ctx } from '../../app-context.ts';
import { itemChange } from '../config/item-change.ts';
import { liveRevision, toRevisionView } from './view.ts';

/** @throws AppError `not-found` */
export async function revisionDetail(ctx: Ctx, input: { number: number }): Promise<RevisionDetail> {
  const row = await existing(ctx, input.number);
  const changes = await listRevisionChanges(ctx.db, row.number);
  const view = toRevisionView({ ...row, changes: changes.length }, await liveRevision(ctx));
  return { ...view, itemChanges: changes.map((change) => itemChange(change)), text: redactedText(row) };
}

/** What makes one revision into the other, whichever is older. */
export async function compareRevisions(ctx: Ctx, input: { from: number; to: number }): Promise<Comparison> {
  const [from, to] = [await existing(ctx, input.from), await existing(ctx, input.to)];
  return {
    from: from.number,
    to: to.number,
    changes: differences(from, to),
    textBefore: redactedText(from),
    textAfter: redactedText(to),
  };
}

export async function existing(ctx: Ctx, number: number): Promise<RevisionRow> {
  const row = await getRevision(ctx.db, number);
  if (row === null) throw new AppError('not-found', { detail: `There is no revision ${number}.` });
  return row;
}

function differences(from: RevisionRow, to: RevisionRow): ItemChange[] {
  const before = new Map(from.snapshot.map((item) => [itemId(item), item]));
  const after = new Map(to.snapshot.map((item) => [itemId(item), item]));
  return diffConfigs(from.snapshot, to.snapshot).map((change) => {
    const row = {
      ...{ kind: change.kind, key: change.key, flag: flags[change.change], version: 0 },
      ...{ author: to.author, stagedAt: to.createdAt },
      before: before.get(itemId(change))?.data ?? null,
      after: after.get(itemId(change))?.data ?? null,
    };
    return itemChange(row, change);
  });
}

const flags = { added: 'new', removed: 'deleted', changed: 'changed' } as const;

function redactedText(row: RevisionRow): string {
  return renderConfig(row.snapshot, { redact: true }).text;
}
