import type { AccountView, SessionView } from '@regent/core';
import { z } from 'zod';
import { changePassword, listOwnSessions, revokeSession, signOut } from '../services/session/own-sessions.ts';
import { signIn } from '../services/session/sign-in.ts';
import { publicProcedure, router, signedInProcedure } from '../trpc/procedure.ts';

const SignIn = z.object({ email: z.string().max(254), password: z.string().max(256) });
const ChangePassword = z.object({ current: z.string().max(256), next: z.string().min(10).max(256) });

export const sessionRouter = router({
  current: publicProcedure.query(async ({ ctx }): Promise<AccountView | null> => {
    if (ctx.actor?.type !== 'account') return null;
    const { id, email, role } = ctx.actor;
    return { id, email, role };
  }),
  signIn: publicProcedure
    .input(SignIn)
    .mutation(({ ctx, input }): Promise<AccountView> => signIn(ctx.service, ctx.visitor, input)),
  signOut: signedInProcedure.mutation(({ ctx }): Promise<null> => signOut(ctx.service, ctx.visitor)),
  list: signedInProcedure.query(({ ctx }): Promise<SessionView[]> => listOwnSessions(ctx.service, ctx.visitor)),
  revoke: signedInProcedure
    .input(z.object({ id: z.string() }))
    .mutation(({ ctx, input }): Promise<null> => revokeSession(ctx.service, input)),
  changePassword: signedInProcedure
    .input(ChangePassword)
    .mutation(({ ctx, input }): Promise<null> => changePassword(ctx.service, ctx.visitor, input)),
});
