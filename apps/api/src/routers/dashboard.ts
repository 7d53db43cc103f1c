import type { DashboardView } from '@regent/core';
import { pending } from '../trpc/pending.ts';
import { router, viewerProcedure } from '../trpc/procedure.ts';

export const dashboardRouter = router({
  get: viewerProcedure.query((): Promise<DashboardView> => pending()),
});
