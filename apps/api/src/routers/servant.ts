import type { LogLineView, ServantView } from '@regent/core';
import { z } from 'zod';
import { acceptDrift } from '../services/servant/accept-drift.ts';
import { followServantLogs, servantLogs } from '../services/servant/logs.ts';
import { servantStatus } from '../services/servant/status.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Reason } from './input.ts';

const Tail = z.object({ tail: z.int().min(0).max(5_000).default(500) });
const Drift = z.discriminatedUnion('action', [
  z.object({ action: z.enum(['restore', 'adopt']) }),
  z.object({ action: z.literal('ignore'), until: z.iso.datetime({ offset: true }), reason: Reason.min(1) }),
]);

export const servantRouter = router({
  status: viewerProcedure.query(({ ctx }): Promise<ServantView> => servantStatus(ctx.service)),
  logs: viewerProcedure.input(Tail).query(({ ctx, input }): Promise<LogLineView[]> => servantLogs(ctx.service, input)),
  acceptDrift: adminProcedure.input(Drift).mutation(({ ctx, input }): Promise<null> => acceptDrift(ctx.service, input)),
  follow: viewerProcedure.input(Tail).subscription(async function* ({ ctx, input, signal }) {
    yield* followServantLogs(ctx.service, input, signal ?? new AbortController().signal);
  }),
});
