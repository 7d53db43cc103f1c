import type { CatalogModel, ProviderView } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { router, viewerProcedure } from '../trpc/procedure.ts';

const Models = z.object({
  query: z.string().max(200),
  provider: z.string().max(100).optional(),
  limit: z.int().min(1).max(200).default(50),
});

export const catalogRouter = router({
  providers: viewerProcedure.query((): Promise<ProviderView[]> => pending()),
  models: viewerProcedure.input(Models).query((): Promise<CatalogModel[]> => pending()),
  model: viewerProcedure
    .input(z.object({ model: z.string().max(512) }))
    .query((): Promise<CatalogModel | null> => pending()),
});
