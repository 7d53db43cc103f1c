import type { DashboardView } from '@regent/core';
import { dashboard } from '../services/dashboard/dashboard.ts';
import { router, viewerProcedure } from '../trpc/procedure.ts';

export const dashboardRouter = router({
  get: viewerProcedure.query(({ ctx }): Promise<DashboardView> => dashboard(ctx.service)),
});
