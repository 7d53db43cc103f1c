import type { CallbackView, CatalogModel, ProviderView } from '@regent/core';
import { z } from 'zod';
import { catalogModel, searchModels } from '../services/catalog/catalog.ts';
import { router, viewerProcedure } from '../trpc/procedure.ts';

const Models = z.object({
  query: z.string().max(200),
  provider: z.string().max(100).optional(),
  limit: z.int().min(1).max(200).default(50),
});

export const catalogRouter = router({
  providers: viewerProcedure.query(
    async ({ ctx }): Promise<ProviderView[]> => [...(await ctx.service.catalog.providers())],
  ),
  models: viewerProcedure
    .input(Models)
    .query(({ ctx, input }): Promise<CatalogModel[]> => searchModels(ctx.service, input)),
  callbacks: viewerProcedure.query(
    async ({ ctx }): Promise<CallbackView[]> => [...(await ctx.service.catalog.callbacks())],
  ),
  model: viewerProcedure
    .input(z.object({ model: z.string().max(512) }))
    .query(({ ctx, input }): Promise<CatalogModel | null> => catalogModel(ctx.service, input)),
});
