import type { RegentEvent } from '@regent/core';
import { tracked } from '@trpc/server';
import { z } from 'zod';
import { router, viewerProcedure } from '../trpc/procedure.ts';

/** A client that comes back sends the last id that it saw. */
const Resume = z.object({ lastEventId: z.string().max(64).nullish() }).optional();

export const eventsRouter = router({
  stream: viewerProcedure.input(Resume).subscription(async function* ({ ctx, input, signal }) {
    const until = signal ?? new AbortController().signal;
    for await (const { id, event } of ctx.service.hub.stream(input?.lastEventId ?? null, until)) {
      yield tracked<RegentEvent>(id, event);
    }
  }),
});
