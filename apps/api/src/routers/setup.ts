import type { AccountView, SetupStatus } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { publicProcedure, router } from '../trpc/procedure.ts';

const Complete = z.object({
  token: z.string().min(1).max(256),
  email: z.email().max(254),
  password: z.string().min(10).max(256),
});

export const setupRouter = router({
  status: publicProcedure.query((): Promise<SetupStatus> => pending()),
  complete: publicProcedure.input(Complete).mutation((): Promise<AccountView> => pending()),
});
