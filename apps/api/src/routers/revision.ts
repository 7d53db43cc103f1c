import type { Comparison, RevisionDetail, RevisionPage, RunView } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Page, Reason } from './input.ts';

const Number = z.object({ number: z.int().min(0) });
const Compare = z.object({ from: z.int().min(0), to: z.int().min(0) });

export const revisionRouter = router({
  list: viewerProcedure.input(z.object(Page)).query((): Promise<RevisionPage> => pending()),
  get: viewerProcedure.input(Number).query((): Promise<RevisionDetail> => pending()),
  compare: viewerProcedure.input(Compare).query((): Promise<Comparison> => pending()),
  stage: adminProcedure.input(Number).mutation((): Promise<{ staged: number }> => pending()),
  restore: adminProcedure.input(Number.extend({ reason: Reason })).mutation((): Promise<RunView> => pending()),
});
