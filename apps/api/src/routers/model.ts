import type { DiscoveredModel, JsonObject, ModelHealth, ModelView, TestResult } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Data, Key } from './input.ts';

const SecretInput: z.ZodType<JsonObject, JsonObject> = z.object({ $newSecret: z.string().min(1).max(65_536) });
const Test = z.object({ data: Data, credentialKey: Key.optional() });
const Discover = z.object({
  provider: z.string().max(100).optional(),
  apiBase: z.url({ protocol: /^https?$/ }).max(2_048),
  /** A new secret, or the key of a credential item. */
  apiKey: z.union([SecretInput, Key]).optional(),
});

export const modelRouter = router({
  groups: viewerProcedure.query((): Promise<ModelView[]> => pending()),
  test: adminProcedure.input(Test).mutation((): Promise<TestResult> => pending()),
  discover: adminProcedure.input(Discover).mutation((): Promise<DiscoveredModel[]> => pending()),
  health: viewerProcedure.query((): Promise<ModelHealth[]> => pending()),
});
