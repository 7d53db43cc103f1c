import { z } from 'zod';
import { announcePresence } from '../services/presence/announce.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';
import { Ref } from './input.ts';

const Announce = Ref.extend({ leaving: z.boolean().optional() });

export const presenceRouter = router({
  announce: adminProcedure
    .input(Announce)
    .mutation(({ ctx, input }): Promise<null> => announcePresence(ctx.service, input)),
});
