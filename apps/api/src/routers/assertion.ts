import { type Diagnostic, WrittenAssertion } from '@regent/core';
import { z } from 'zod';
import { evaluateNow, listAssertions, saveAssertions } from '../services/assertion/assertions.ts';
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
  evaluate: viewerProcedure
    .input(z.object({ assertions: List.optional() }))
    .query(({ ctx, input }): Promise<Diagnostic[]> => evaluateNow(ctx.service, input)),
});
