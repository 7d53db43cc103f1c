import { pending } from '../trpc/pending.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';

export const demoRouter = router({
  available: viewerProcedure.query((): Promise<boolean> => pending()),
  addDemoProvider: adminProcedure.mutation((): Promise<{ staged: number }> => pending()),
});
