import type { DiscoveredModel, JsonObject, ModelHealth, ModelView, TestResult } from '@regent/core';
import { z } from 'zod';
import { discoverModels } from '../services/model/discover.ts';
import { listModels, modelHealth } from '../services/model/groups.ts';
import { testModel } from '../services/model/test-model.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Data, Key } from './input.ts';

const SecretInput: z.ZodType<JsonObject, JsonObject> = z.object({ $newSecret: z.string().min(1).max(65_536) });
/** With `key` the result is kept as health of that deployment. */
const Test = z.object({ data: Data, credentialKey: Key.optional(), key: Key.optional() });
const Discover = z.object({
  provider: z.string().max(100).optional(),
  apiBase: z.url({ protocol: /^https?$/ }).max(2_048),
  /** A new secret, or the key of a credential item. */
  apiKey: z.union([SecretInput, Key]).optional(),
});

export const modelRouter = router({
  groups: viewerProcedure.query(({ ctx }): Promise<ModelView[]> => listModels(ctx.service)),
  test: adminProcedure.input(Test).mutation(({ ctx, input }): Promise<TestResult> => testModel(ctx.service, input)),
  discover: adminProcedure
    .input(Discover)
    .mutation(({ ctx, input }): Promise<DiscoveredModel[]> => discoverModels(ctx.service, input)),
  health: viewerProcedure.query(({ ctx }): Promise<ModelHealth[]> => modelHealth(ctx.service)),
});
