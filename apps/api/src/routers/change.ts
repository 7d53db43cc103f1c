import type { ChangeSummary, Diagnostic, EngineCheckView, ImpactView, ReviewView, RunView } from '@regent/core';
import { z } from 'zod';
import { startRollout } from '../services/apply/start.ts';
import { approvePlan } from '../services/change/approve.ts';
import { checkPlan } from '../services/change/check.ts';
import { extendDeadline, keepRevision, takeBackRevision } from '../services/change/confirm.ts';
import { discardChanges } from '../services/change/discard.ts';
import { reviewChanges } from '../services/change/review.ts';
import { findings } from '../services/config/findings.ts';
import { getRunView, lastRunView } from '../services/change/runs.ts';
import { changeSummary } from '../services/change/summary.ts';
import { CONFIRM_SECONDS_MAX, CONFIRM_SECONDS_MIN } from '../services/setting/settings.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { impactOfChanges } from '../services/impact/impact.ts';
import { Reason, Ref } from './input.ts';

const Plan = z.string().min(1).max(128);
/** Some of what is staged; everything when it is absent. */
const items = z.array(Ref).max(5_000).optional();
const Choice = z.object({ items }).optional();
const Chosen = z.object({ plan: Plan, items });
const Discard = z.object({ items, mine: z.boolean().optional() });
const seconds = z.int().min(CONFIRM_SECONDS_MIN).max(CONFIRM_SECONDS_MAX);
/** A run that waits for confirmation; without an id the one that does. */
const Waiting = z.object({ id: z.string().max(64).optional() });
const Rollout = z.object({
  plan: Plan,
  reason: Reason,
  insist: z.boolean().optional(),
  confirmModels: z.int().min(0).optional(),
  items,
  confirmSeconds: seconds.optional(),
  override: z.string().trim().min(1).max(2_000).optional(),
});

export const changeRouter = router({
  summary: viewerProcedure.query(({ ctx }): Promise<ChangeSummary> => changeSummary(ctx.service.db)),
  review: viewerProcedure
    .input(Choice)
    .query(({ ctx, input }): Promise<ReviewView> => reviewChanges(ctx.service, input ?? {})),
  impact: viewerProcedure
    .input(Choice)
    .query(({ ctx, input }): Promise<ImpactView> => impactOfChanges(ctx.service, input ?? {})),
  check: adminProcedure
    .input(Chosen)
    .mutation(({ ctx, input }): Promise<EngineCheckView> => checkPlan(ctx.service, input)),
  findings: viewerProcedure.query(({ ctx }): Promise<readonly Diagnostic[]> => findings(ctx.service)),
  discard: adminProcedure
    .input(Discard)
    .mutation(({ ctx, input }): Promise<{ discarded: number }> => discardChanges(ctx.service, input)),
  rollout: adminProcedure
    .input(Rollout)
    .mutation(({ ctx, input }): Promise<RunView> => startRollout(ctx.service, input)),
  approve: adminProcedure.input(Chosen).mutation(({ ctx, input }): Promise<null> => approvePlan(ctx.service, input)),
  keep: adminProcedure.input(Waiting).mutation(({ ctx, input }): Promise<RunView> => keepRevision(ctx.service, input)),
  takeBack: adminProcedure
    .input(Waiting)
    .mutation(({ ctx, input }): Promise<RunView> => takeBackRevision(ctx.service, input)),
  extend: adminProcedure
    .input(Waiting.extend({ seconds }))
    .mutation(({ ctx, input }): Promise<RunView> => extendDeadline(ctx.service, input)),
  run: viewerProcedure
    .input(z.object({ id: z.string() }))
    .query(({ ctx, input }): Promise<RunView> => getRunView(ctx.service, input)),
  lastRun: viewerProcedure.query(({ ctx }): Promise<RunView | null> => lastRunView(ctx.service)),
});
