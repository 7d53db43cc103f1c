import type { RevisionView } from '@regent/core';
import { setRevisionNote } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { existing } from './detail.ts';
import { listRevisionViews } from './view.ts';

/** What people write about a revision afterwards. Absent fields stay as they are. @throws AppError `not-found` */
export async function annotateRevision(
  ctx: Ctx,
  input: { number: number; note?: string | undefined; tags?: readonly string[] | undefined },
): Promise<RevisionView | null> {
  await existing(ctx, input.number);
  await write(ctx, async (w) => {
    const tags = input.tags && [...new Set(input.tags)];
    await setRevisionNote(w.tx, input.number, {
      ...(input.note === undefined ? {} : { note: input.note }),
      ...(tags === undefined ? {} : { tags }),
    });
    w.audit(
      'revision.annotate',
      `revision ${input.number}`,
      [input.note, tags?.join(', ')].filter(Boolean).join(' · '),
    );
    w.tell({ topic: 'servant' });
  });
  const { revisions } = await listRevisionViews(ctx, { cursor: input.number + 1, limit: 1 });
  return revisions[0] ?? null;
}
