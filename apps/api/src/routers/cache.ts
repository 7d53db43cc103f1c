import type { CacheCount, CacheFlush, CacheView } from '@regent/core';
import { countAnswers, flushAnswers } from '../services/cache/answers.ts';
import { lookAtCache } from '../services/cache/look.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';

/** The cache that is applied, live. */
export const cacheRouter = router({
  look: viewerProcedure.query(({ ctx }): Promise<CacheView> => lookAtCache(ctx.service)),
  /** A mutation, because it reads the name of every key: nothing asks for it by itself. */
  count: adminProcedure.mutation(({ ctx }): Promise<CacheCount> => countAnswers(ctx.service)),
  flush: adminProcedure.mutation(({ ctx }): Promise<CacheFlush> => flushAnswers(ctx.service)),
});
