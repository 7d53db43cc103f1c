import type { PromptPreview, TrialResult } from '@regent/core';
import { z } from 'zod';
import { previewPrompt } from '../services/prompt/preview.ts';
import { sendPrompt } from '../services/prompt/send.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';
import { Data } from './input.ts';

const Typed = z.object({ data: Data, values: z.record(z.string().max(256), z.string().max(100_000)) });

/** Prompts as they are typed. Mutations, because what is typed belongs into no address. */
export const promptRouter = router({
  preview: adminProcedure.input(Typed).mutation(({ input }): PromptPreview => previewPrompt(input)),
  send: adminProcedure
    .input(Typed.extend({ model: z.string().min(1).max(512).nullable() }))
    .mutation(({ ctx, input }): Promise<TrialResult> => sendPrompt(ctx.service, input)),
});
