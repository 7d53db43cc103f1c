import type { AccountDetail, AccountView } from '@regent/core';
import { z } from 'zod';
import { changeRole, listPeople, removeAccount } from '../services/account/accounts.ts';
import { acceptInvitation, invite } from '../services/account/invitations.ts';
import { adminProcedure, publicProcedure, router } from '../trpc/procedure.ts';

const Id = z.string().min(1).max(128);
/** Those that Regent itself knows; the others are LiteLLM's. */
const OwnRole = z.enum(['proxy_admin', 'proxy_admin_viewer']);
const Accept = z.object({
  token: z.string().min(1).max(256),
  email: z.email().max(254),
  password: z.string().min(10).max(256),
});

export const accountRouter = router({
  list: adminProcedure.query(({ ctx }): Promise<AccountDetail[]> => listPeople(ctx.service)),
  invite: adminProcedure
    .input(z.object({ role: OwnRole }))
    .mutation(({ ctx, input }): Promise<{ url: string; expiresAt: string }> => invite(ctx.service, input)),
  join: publicProcedure
    .input(Accept)
    .mutation(({ ctx, input }): Promise<AccountView> => acceptInvitation(ctx.service, ctx.visitor, input)),
  changeRole: adminProcedure
    .input(z.object({ id: Id, role: OwnRole }))
    .mutation(({ ctx, input }): Promise<null> => changeRole(ctx.service, input)),
  remove: adminProcedure
    .input(z.object({ id: Id }))
    .mutation(({ ctx, input }): Promise<null> => removeAccount(ctx.service, input)),
});
