import { importChoices, importFormats, type ImportPreview, type ImportResult } from '@regent/core';
import { z } from 'zod';
import { moveOwned } from '../services/import/move-owned.ts';
import { previewImport } from '../services/import/preview.ts';
import { stageImport } from '../services/import/stage.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';
import { Data, Version, YamlText } from './input.ts';

const SecretText = z.string().min(1).max(4_096);

const FileInput = z.object({
  from: z.literal('file').default('file'),
  text: YamlText,
  /** Texts of the files that `include` names, or the local overlay of a declarative file. */
  files: z
    .array(z.object({ name: z.string().max(1_024), text: YamlText }))
    .max(100)
    .optional(),
  /** Recognised from the text when absent. */
  format: z.enum(importFormats).exclude(['live', 'database']).optional(),
  passphrase: SecretText.optional(),
});
const LiveInput = z.object({
  from: z.literal('live'),
  url: z.url({ protocol: /^https?$/ }).max(2_048),
  masterKey: SecretText,
  text: YamlText.optional(),
});
const StoredInput = z.object({ from: z.literal('database'), saltKey: SecretText.optional() });
const Source = z.union([FileInput, LiveInput, StoredInput]);

const Choice = z.enum(importChoices);
const Stage = z.intersection(
  Source,
  z.object({
    /** By `kind/key`; what is not named follows `conflict`. */
    choices: z.record(z.string(), Choice).optional(),
    conflict: Choice.optional(),
  }),
);

export const importRouter = router({
  preview: adminProcedure
    .input(Source)
    .mutation(({ ctx, input }): Promise<ImportPreview> => previewImport(ctx.service, input)),
  stage: adminProcedure
    .input(Stage)
    .mutation(({ ctx, input }): Promise<ImportResult> => stageImport(ctx.service, input)),
  /** Raw settings that other screens own go there. */
  moveOwned: adminProcedure
    .input(z.object({ data: Data, baseVersion: Version }))
    .mutation(({ ctx, input }): Promise<{ staged: number }> => moveOwned(ctx.service, input)),
});
