import type { CacheTrial, McpHealth, McpTrial, TrialResult } from '@regent/core';
import { z } from 'zod';
import { tryCache } from '../services/trial/cache.ts';
import { triedKinds, tryEntry } from '../services/trial/entry.ts';
import { tryLogger } from '../services/trial/logger.ts';
import { mcpHealth, tryAppliedMcp } from '../services/trial/mcp-applied.ts';
import { tryMcpServer } from '../services/trial/mcp.ts';
import { type PassThroughTrial, tryPassThrough } from '../services/trial/pass-through.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Data, Key } from './input.ts';

const Entry = z.object({ kind: z.enum(triedKinds), key: Key, text: z.string().trim().min(1).max(20_000) });
const Path = z.object({ path: z.string().min(1).max(2_048) });

/** One real use of what is configured. Mutations, because they act; nothing of it is stored. */
export const trialRouter = router({
  entry: adminProcedure.input(Entry).mutation(({ ctx, input }): Promise<TrialResult> => tryEntry(ctx.service, input)),
  logger: adminProcedure
    .input(z.object({ name: z.string().min(1).max(100) }))
    .mutation(({ ctx, input }): Promise<TrialResult> => tryLogger(ctx.service, input)),
  cache: adminProcedure.mutation(({ ctx }): Promise<CacheTrial> => tryCache(ctx.service)),
  mcpServer: adminProcedure
    .input(z.object({ data: Data }))
    .mutation(({ ctx, input }): Promise<McpTrial> => tryMcpServer(ctx.service, input)),
  mcpHealth: viewerProcedure.query(({ ctx }): Promise<McpHealth[]> => mcpHealth(ctx.service)),
  mcpApplied: adminProcedure
    .input(z.object({ key: Key }))
    .mutation(({ ctx, input }): Promise<McpTrial> => tryAppliedMcp(ctx.service, input)),
  passThrough: adminProcedure
    .input(Path)
    .mutation(({ ctx, input }): Promise<PassThroughTrial> => tryPassThrough(ctx.service, input)),
});
