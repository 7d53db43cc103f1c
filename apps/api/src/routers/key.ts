import type { KeyCreated, KeyPage, VirtualKeyView } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
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
});

const Token = z.object({ token: z.string().min(1).max(256) });
const Tokens = z.object({ tokens: z.array(z.string().min(1).max(256)).min(1).max(500) });

export const keyRouter = router({
  list: viewerProcedure.input(List).query((): Promise<KeyPage> => pending()),
  create: adminProcedure.input(Create).mutation((): Promise<KeyCreated> => pending()),
  update: adminProcedure.input(Update).mutation((): Promise<VirtualKeyView> => pending()),
  block: adminProcedure.input(Token).mutation((): Promise<null> => pending()),
  unblock: adminProcedure.input(Token).mutation((): Promise<null> => pending()),
  remove: adminProcedure.input(Tokens).mutation((): Promise<null> => pending()),
});
