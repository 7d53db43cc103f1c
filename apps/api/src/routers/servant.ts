import type { LogLineView, ServantView } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';

const Tail = z.object({ tail: z.int().min(0).max(5_000).default(500) });
const Drift = z.object({ action: z.enum(['restore', 'adopt']) });

export const servantRouter = router({
  status: viewerProcedure.query((): Promise<ServantView> => pending()),
  logs: viewerProcedure.input(Tail).query((): Promise<LogLineView[]> => pending()),
  acceptDrift: adminProcedure.input(Drift).mutation((): Promise<null> => pending()),
  // biome-ignore lint: an async generator that is about to get its body
  follow: viewerProcedure.input(Tail).subscription(async function* (): AsyncGenerator<LogLineView> {
    pending();
  }),
});
