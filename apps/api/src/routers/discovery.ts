import type { DiscoveryDiff, DiscoveryView, JsonObject } from '@regent/core';
import { z } from 'zod';
import { askUpstream } from '../services/discovery/ask.ts';
import { dismissProposal, stageProposal } from '../services/discovery/decide.ts';
import { runNow } from '../services/discovery/run.ts';
import { listSources, removeSource, saveSource } from '../services/discovery/sources.ts';
import { stageDiscovered } from '../services/discovery/stage.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Key } from './input.ts';

const SecretInput: z.ZodType<JsonObject, JsonObject> = z.object({ $newSecret: z.string().min(1).max(65_536) });
const Provider = z.string().min(1).max(100);
const Address = z.url({ protocol: /^https?$/ }).max(2_048);
const Upstream = z.object({
  provider: Provider,
  apiBase: Address.optional(),
  credentialKey: Key.optional(),
  apiKey: SecretInput.optional(),
});
const Stage = z.object({
  upstream: Upstream,
  added: z.array(z.object({ id: z.string().min(1).max(512), contextTokens: z.int().positive().nullable() })).max(2_000),
  gone: z.array(Key).max(2_000),
  changed: z.array(z.object({ key: Key, after: z.int().positive() })).max(2_000),
});
const Source = z.object({
  id: Key.optional(),
  provider: Provider,
  apiBase: Address.nullish(),
  credentialKey: Key.nullish(),
  everyMinutes: z.int().min(5).max(43_200),
  missesMax: z.int().min(1).max(100).default(3),
  enabled: z.boolean().default(true),
});
const Id = z.object({ id: Key });

export const discoveryRouter = router({
  ask: adminProcedure
    .input(Upstream)
    .mutation(({ ctx, input }): Promise<DiscoveryDiff> => askUpstream(ctx.service, input)),
  stage: adminProcedure
    .input(Stage)
    .mutation(
      ({ ctx, input: { upstream, ...chosen } }): Promise<{ staged: number }> =>
        stageDiscovered(ctx.service, upstream, chosen),
    ),
  list: viewerProcedure.query(({ ctx }): Promise<DiscoveryView[]> => listSources(ctx.service)),
  save: adminProcedure
    .input(Source)
    .mutation(({ ctx, input }): Promise<DiscoveryView> => saveSource(ctx.service, input)),
  remove: adminProcedure.input(Id).mutation(({ ctx, input }): Promise<null> => removeSource(ctx.service, input.id)),
  run: adminProcedure.input(Id).mutation(({ ctx, input }): Promise<null> => runNow(ctx.service, input.id)),
  stageProposal: adminProcedure
    .input(Id)
    .mutation(({ ctx, input }): Promise<{ staged: number }> => stageProposal(ctx.service, input.id)),
  dismiss: adminProcedure.input(Id).mutation(({ ctx, input }): Promise<null> => dismissProposal(ctx.service, input.id)),
});
