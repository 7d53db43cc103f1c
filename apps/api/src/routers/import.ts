import type { ImportPreview, ImportResult } from '@regent/core';
import { z } from 'zod';
import { previewImport } from '../services/import/preview.ts';
import { stageImport } from '../services/import/stage.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';
import { YamlText } from './input.ts';

const Source = z.object({
  text: YamlText,
  /** Texts of the files that `include` names. */
  files: z
    .array(z.object({ name: z.string().max(1_024), text: YamlText }))
    .max(100)
    .optional(),
});
const Stage = Source.extend({
  /** By `kind/key`; what is not named is taken. */
  choices: z.record(z.string(), z.enum(['take', 'keep'])).optional(),
});

export const importRouter = router({
  preview: adminProcedure
    .input(Source)
    .mutation(({ ctx, input }): Promise<ImportPreview> => previewImport(ctx.service, input)),
  stage: adminProcedure
    .input(Stage)
    .mutation(({ ctx, input }): Promise<ImportResult> => stageImport(ctx.service, input)),
});
