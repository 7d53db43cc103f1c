import type { KeyCreated, KeyPage, VirtualKeyView } from '@regent/core';
import { z } from 'zod';
import {
  blockVirtualKey,
  createVirtualKey,
  listVirtualKeys,
  removeVirtualKeys,
  updateVirtualKey,
} from '../services/key/keys.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';

const Duration = z.string().regex(/^\d+(s|m|h|d|w|mo)$/, 'a number and one of s, m, h, d, w, mo');
const Limit = z.int().min(0);

const List = z.object({
  page: z.int().min(1).default(1),
  size: z.int().min(1).max(100).default(50),
  search: z.string().max(200).optional(),
  sort: z.enum(['spend', 'created_at', 'key_alias', 'max_budget']).optional(),
});

const Create = z.object({
  alias: z.string().trim().min(1).max(200).optional(),
  models: z.array(z.string().max(512)).max(1_000),
  maxBudget: z.number().min(0).optional(),
  budgetDuration: Duration.optional(),
  duration: Duration.optional(),
  rpmLimit: Limit.optional(),
  tpmLimit: Limit.optional(),
  maxParallelRequests: Limit.optional(),
});

/** Null clears a limit; an absent field stays. */
const Update = z.object({
  token: z.string().min(1).max(256),
  alias: z.string().trim().min(1).max(200).nullish(),
  models: z.array(z.string().max(512)).max(1_000).optional(),
  maxBudget: z.number().min(0).nullish(),
  budgetDuration: Duration.nullish(),
  duration: Duration.nullish(),
  rpmLimit: Limit.nullish(),
  tpmLimit: Limit.nullish(),
  maxParallelRequests: Limit.nullish(),
});

const Token = z.object({ token: z.string().min(1).max(256) });
const Tokens = z.object({ tokens: z.array(z.string().min(1).max(256)).min(1).max(500) });

export const keyRouter = router({
  list: viewerProcedure.input(List).query(({ ctx, input }): Promise<KeyPage> => listVirtualKeys(ctx.service, input)),
  create: adminProcedure
    .input(Create)
    .mutation(({ ctx, input }): Promise<KeyCreated> => createVirtualKey(ctx.service, input)),
  update: adminProcedure
    .input(Update)
    .mutation(({ ctx, input }): Promise<VirtualKeyView> => updateVirtualKey(ctx.service, input)),
  block: adminProcedure
    .input(Token)
    .mutation(({ ctx, input }): Promise<null> => blockVirtualKey(ctx.service, { ...input, blocked: true })),
  unblock: adminProcedure
    .input(Token)
    .mutation(({ ctx, input }): Promise<null> => blockVirtualKey(ctx.service, { ...input, blocked: false })),
  remove: adminProcedure
    .input(Tokens)
    .mutation(({ ctx, input }): Promise<null> => removeVirtualKeys(ctx.service, input)),
});
