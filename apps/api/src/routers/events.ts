import type { RegentEvent } from '@regent/core';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { router, viewerProcedure } from '../trpc/procedure.ts';

export const eventsRouter = router({
  stream: viewerProcedure
    .input(z.object({ lastEventId: z.string().max(64).nullish() }).optional())
    .subscription(async function* () {
      yield tracked<RegentEvent>('0', { type: 'reset' });
      pending();
    }),
});
