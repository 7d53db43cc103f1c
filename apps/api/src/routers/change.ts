import type { ChangeSummary, EngineCheckView, ReviewView, RunView } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
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
  summary: viewerProcedure.query((): Promise<ChangeSummary> => pending()),
  review: viewerProcedure.query((): Promise<ReviewView> => pending()),
  check: adminProcedure.input(z.object({ plan: Plan })).mutation((): Promise<EngineCheckView> => pending()),
  discard: adminProcedure.input(Discard).mutation((): Promise<{ discarded: number }> => pending()),
  rollout: adminProcedure.input(Rollout).mutation((): Promise<RunView> => pending()),
  run: viewerProcedure.input(z.object({ id: z.string() })).query((): Promise<RunView> => pending()),
  lastRun: viewerProcedure.query((): Promise<RunView | null> => pending()),
});
