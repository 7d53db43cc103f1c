import type { TokenCreated, TokenView } from '@regent/core';
import { z } from 'zod';
import { createApiToken, listTokens, revokeToken } from '../services/token/tokens.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';
import { RoleName } from './input.ts';

const Create = z.object({
  name: z.string().trim().min(1).max(100),
  role: RoleName,
  expiresAt: z.iso.datetime().nullish(),
});

export const tokenRouter = router({
  list: adminProcedure.query(({ ctx }): Promise<TokenView[]> => listTokens(ctx.service)),
  create: adminProcedure
    .input(Create)
    .mutation(({ ctx, input }): Promise<TokenCreated> => createApiToken(ctx.service, input)),
  revoke: adminProcedure
    .input(z.object({ id: z.string() }))
    .mutation(({ ctx, input }): Promise<null> => revokeToken(ctx.service, input)),
});
