import { type AssertionReport, WrittenAssertion } from '@regent/core';
import { z } from 'zod';
import { listAssertions, reportAssertions, saveAssertions } from '../services/assertion/assertions.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';

const List = z
  .array(WrittenAssertion)
  .max(500)
  .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, 'two assertions have the same id');

export const assertionRouter = router({
  list: viewerProcedure.query(({ ctx }): Promise<WrittenAssertion[]> => listAssertions(ctx.service)),
  save: adminProcedure
    .input(z.object({ assertions: List }))
    .mutation(({ ctx, input }): Promise<WrittenAssertion[]> => saveAssertions(ctx.service, input.assertions)),
  report: viewerProcedure
    .input(z.object({ assertions: List.optional() }))
    .query(({ ctx, input }): Promise<AssertionReport[]> => reportAssertions(ctx.service, input)),
});
