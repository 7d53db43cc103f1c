import type {
  BisectView,
  Comparison,
  RestoreCheck,
  RevisionDetail,
  RevisionPage,
  RevisionTrafficView,
  RevisionView,
  RunView,
} from '@regent/core';
import { z } from 'zod';
import { annotateRevision } from '../services/revision/annotate.ts';
import { bisect, judgeBisect, startBisect, stopBisect } from '../services/revision/bisect.ts';
import { checkRestore } from '../services/revision/check-restore.ts';
import { compareRevisions, revisionDetail } from '../services/revision/detail.ts';
import { restoreRevision, stageRevision } from '../services/revision/restore.ts';
import { revisionTraffic } from '../services/revision/traffic.ts';
import { listRevisionViews } from '../services/revision/view.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Page, Reason } from './input.ts';

const Number = z.object({ number: z.int().min(0) });
const Compare = z.object({ from: z.int().min(0), to: z.int().min(0) });

const Annotate = Number.extend({
  note: z.string().trim().max(4_000).optional(),
  tags: z.array(z.string().trim().min(1).max(40)).max(10).optional(),
});
const Limit = z.object({ limit: z.int().min(1).max(100).default(50) });

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
  checkRestore: viewerProcedure
    .input(Number)
    .query(({ ctx, input }): Promise<RestoreCheck> => checkRestore(ctx.service, input)),
  traffic: viewerProcedure
    .input(Limit)
    .query(({ ctx, input }): Promise<RevisionTrafficView> => revisionTraffic(ctx.service, input)),
  annotate: adminProcedure
    .input(Annotate)
    .mutation(({ ctx, input }): Promise<RevisionView | null> => annotateRevision(ctx.service, input)),
  bisect: viewerProcedure.query(({ ctx }): Promise<BisectView | null> => bisect(ctx.service)),
  startBisect: adminProcedure
    .input(z.object({ good: z.int().min(0), bad: z.int().min(0) }))
    .mutation(({ ctx, input }): Promise<BisectView> => startBisect(ctx.service, input)),
  judgeBisect: adminProcedure
    .input(Number.extend({ good: z.boolean() }))
    .mutation(({ ctx, input }): Promise<BisectView> => judgeBisect(ctx.service, input)),
  stopBisect: adminProcedure.mutation(({ ctx }): Promise<null> => stopBisect(ctx.service)),
  stage: adminProcedure
    .input(Number)
    .mutation(({ ctx, input }): Promise<{ staged: number }> => stageRevision(ctx.service, input)),
  restore: adminProcedure
    .input(Number.extend({ reason: Reason, override: z.string().trim().min(1).max(2_000).optional() }))
    .mutation(({ ctx, input }): Promise<RunView> => restoreRevision(ctx.service, input)),
});
