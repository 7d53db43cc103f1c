import type { RenderedView } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { router, viewerProcedure } from '../trpc/procedure.ts';

export const renderedRouter = router({
  get: viewerProcedure.input(z.object({}).optional()).query((): Promise<RenderedView> => pending()),
  download: viewerProcedure
    .input(z.object({ redacted: z.literal(true) }))
    .query((): Promise<{ text: string }> => pending()),
});
