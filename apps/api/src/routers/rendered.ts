import type { RenderedView } from '@regent/core';
import { z } from 'zod';
import { downloadRendered, renderedView } from '../services/rendered/rendered.ts';
import { router, viewerProcedure } from '../trpc/procedure.ts';

export const renderedRouter = router({
  get: viewerProcedure
    .input(z.object({}).optional())
    .query(({ ctx }): Promise<RenderedView> => renderedView(ctx.service)),
  download: viewerProcedure
    .input(z.object({ redacted: z.literal(true) }))
    .query(({ ctx }): Promise<{ text: string }> => downloadRendered(ctx.service)),
});
