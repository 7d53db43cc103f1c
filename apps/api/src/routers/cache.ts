import type { CacheCount, CacheFlush, CacheView, TrialResult } from '@regent/core';
import { z } from 'zod';
import { countAnswers, flushAnswers } from '../services/cache/answers.ts';
import { lookAtCache } from '../services/cache/look.ts';
import { tryTypedStore } from '../services/cache/try-typed.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Data } from './input.ts';

/** The cache that is applied, live. */
export const cacheRouter = router({
  look: viewerProcedure.query(({ ctx }): Promise<CacheView> => lookAtCache(ctx.service)),
  tryTyped: adminProcedure
    .input(z.object({ data: Data }))
    .mutation(({ ctx, input }): Promise<TrialResult> => tryTypedStore(ctx.service, input)),
  /** A mutation, because it reads the name of every key: nothing asks for it by itself. */
  count: adminProcedure.mutation(({ ctx }): Promise<CacheCount> => countAnswers(ctx.service)),
  flush: adminProcedure.mutation(({ ctx }): Promise<CacheFlush> => flushAnswers(ctx.service)),
});
