import type { AccountView, SessionView } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { publicProcedure, router, signedInProcedure } from '../trpc/procedure.ts';

const SignIn = z.object({ email: z.string().max(254), password: z.string().max(256) });
const ChangePassword = z.object({ current: z.string().max(256), next: z.string().min(10).max(256) });

export const sessionRouter = router({
  current: publicProcedure.query((): Promise<AccountView | null> => pending()),
  signIn: publicProcedure.input(SignIn).mutation((): Promise<AccountView> => pending()),
  signOut: signedInProcedure.mutation((): Promise<null> => pending()),
  list: signedInProcedure.query((): Promise<SessionView[]> => pending()),
  revoke: signedInProcedure.input(z.object({ id: z.string() })).mutation((): Promise<null> => pending()),
  changePassword: signedInProcedure.input(ChangePassword).mutation((): Promise<null> => pending()),
});
