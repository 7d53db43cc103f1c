import type { TokenCreated, TokenView } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';
import { RoleName } from './input.ts';

const Create = z.object({
  name: z.string().trim().min(1).max(100),
  role: RoleName,
  expiresAt: z.iso.datetime().nullish(),
});

export const tokenRouter = router({
  list: adminProcedure.query((): Promise<TokenView[]> => pending()),
  create: adminProcedure.input(Create).mutation((): Promise<TokenCreated> => pending()),
  revoke: adminProcedure.input(z.object({ id: z.string() })).mutation((): Promise<null> => pending()),
});
