import type { Comparison, RevisionDetail, RevisionPage, RunView } from '@regent/core';
import { z } from 'zod';
import { compareRevisions, revisionDetail } from '../services/revision/detail.ts';
import { restoreRevision, stageRevision } from '../services/revision/restore.ts';
import { listRevisionViews } from '../services/revision/view.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Page, Reason } from './input.ts';

const Number = z.object({ number: z.int().min(0) });
const Compare = z.object({ from: z.int().min(0), to: z.int().min(0) });

export const revisionRouter = router({
  list: viewerProcedure
    .input(z.object(Page))
    .query(({ ctx, input }): Promise<RevisionPage> => listRevisionViews(ctx.service, input)),
  get: viewerProcedure
    .input(Number)
    .query(({ ctx, input }): Promise<RevisionDetail> => revisionDetail(ctx.service, input)),
  compare: viewerProcedure
    .input(Compare)
    .query(({ ctx, input }): Promise<Comparison> => compareRevisions(ctx.service, input)),
  stage: adminProcedure
    .input(Number)
    .mutation(({ ctx, input }): Promise<{ staged: number }> => stageRevision(ctx.service, input)),
  restore: adminProcedure
    .input(Number.extend({ reason: Reason }))
    .mutation(({ ctx, input }): Promise<RunView> => restoreRevision(ctx.service, input)),
});
