import { addDemoProvider } from '../services/demo/demo.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';

export const demoRouter = router({
  available: viewerProcedure.query(
    async ({ ctx }): Promise<boolean> => ctx.service.installation.demoProviderUrl !== null,
  ),
  addDemoProvider: adminProcedure.mutation(({ ctx }): Promise<{ staged: number }> => addDemoProvider(ctx.service)),
});
