import type { DanglingName, IntegrityFixed, ItemChange, KeyReach, LookUp, ReachableGroup } from '@regent/core';
import { z } from 'zod';
import {
  fixFinding,
  integrityReport,
  keysReaching,
  previewFix,
  reachableGroups,
} from '../services/integrity/integrity.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';

const Fix = z.object({
  finding: z.string().min(1).max(4_096),
  choice: z.enum(['rename', 'remove']),
  name: z.string().min(1).max(512).optional(),
});
const Reachable = z.object({ models: z.array(z.string().max(512)).max(5_000) });

export const integrityRouter = router({
  report: viewerProcedure.query(({ ctx }): Promise<DanglingName[]> => integrityReport(ctx.service)),
  preview: viewerProcedure.input(Fix).query(({ ctx, input }): Promise<ItemChange> => previewFix(ctx.service, input)),
  fix: adminProcedure.input(Fix).mutation(({ ctx, input }): Promise<IntegrityFixed> => fixFinding(ctx.service, input)),
  keys: viewerProcedure.query(({ ctx }): Promise<LookUp<KeyReach>> => keysReaching(ctx.service)),
  reachable: viewerProcedure
    .input(Reachable)
    .query(({ ctx, input }): Promise<ReachableGroup[]> => reachableGroups(ctx.service, input)),
});
