import type { ModelHealth, ModelView, TestResult } from '@regent/core';
import { z } from 'zod';
import { listModels, modelHealth } from '../services/model/groups.ts';
import { testModel } from '../services/model/test-model.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Data, Key } from './input.ts';

/** With `key` the result is kept as health of that deployment. */
const Test = z.object({ data: Data, credentialKey: Key.optional(), key: Key.optional() });
export const modelRouter = router({
  groups: viewerProcedure.query(({ ctx }): Promise<ModelView[]> => listModels(ctx.service)),
  test: adminProcedure.input(Test).mutation(({ ctx, input }): Promise<TestResult> => testModel(ctx.service, input)),
  health: viewerProcedure.query(({ ctx }): Promise<ModelHealth[]> => modelHealth(ctx.service)),
});
