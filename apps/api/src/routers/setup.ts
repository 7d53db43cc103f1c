import type { AccountView, SetupStatus } from '@regent/core';
import { z } from 'zod';
import { completeSetup } from '../services/setup/complete.ts';
import { createSetupLink } from '../services/setup/create-link.ts';
import { setupStatus } from '../services/setup/status.ts';
import { adminProcedure, publicProcedure, router } from '../trpc/procedure.ts';

const Complete = z.object({
  token: z.string().min(1).max(256),
  email: z.email().max(254),
  password: z.string().min(10).max(256),
});

export const setupRouter = router({
  status: publicProcedure.query(({ ctx }): Promise<SetupStatus> => setupStatus(ctx.service)),
  complete: publicProcedure
    .input(Complete)
    .mutation(({ ctx, input }): Promise<AccountView> => completeSetup(ctx.service, ctx.visitor, input)),
  createLink: adminProcedure.mutation(({ ctx }): Promise<{ url: string }> => createSetupLink(ctx.service)),
});
