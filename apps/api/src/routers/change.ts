import type { ChangeSummary, EngineCheckView, ImpactView, ReviewView, RunView } from '@regent/core';
import { z } from 'zod';
import { startRollout } from '../services/apply/start.ts';
import { checkPlan } from '../services/change/check.ts';
import { discardChanges } from '../services/change/discard.ts';
import { reviewChanges } from '../services/change/review.ts';
import { getRunView, lastRunView } from '../services/change/runs.ts';
import { changeSummary } from '../services/change/summary.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { impactOfChanges } from '../services/impact/impact.ts';
import { Reason, Ref } from './input.ts';

const Plan = z.string().min(1).max(128);
const Discard = z.object({ items: z.array(Ref).max(5_000).optional() });
const Rollout = z.object({
  plan: Plan,
  reason: Reason,
  insist: z.boolean().optional(),
  confirmModels: z.int().min(0).optional(),
});

export const changeRouter = router({
  summary: viewerProcedure.query(({ ctx }): Promise<ChangeSummary> => changeSummary(ctx.service.db)),
  review: viewerProcedure.query(({ ctx }): Promise<ReviewView> => reviewChanges(ctx.service)),
  impact: viewerProcedure.query(({ ctx }): Promise<ImpactView> => impactOfChanges(ctx.service)),
  check: adminProcedure
    .input(z.object({ plan: Plan }))
    .mutation(({ ctx, input }): Promise<EngineCheckView> => checkPlan(ctx.service, input)),
  discard: adminProcedure
    .input(Discard)
    .mutation(({ ctx, input }): Promise<{ discarded: number }> => discardChanges(ctx.service, input)),
  rollout: adminProcedure
    .input(Rollout)
    .mutation(({ ctx, input }): Promise<RunView> => startRollout(ctx.service, input)),
  run: viewerProcedure
    .input(z.object({ id: z.string() }))
    .query(({ ctx, input }): Promise<RunView> => getRunView(ctx.service, input)),
  lastRun: viewerProcedure.query(({ ctx }): Promise<RunView | null> => lastRunView(ctx.service)),
});
