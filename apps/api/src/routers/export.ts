import { exportFormats } from '@regent/core';
import { z } from 'zod';
import { exportConfig } from '../services/export/export.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';

export const ExportInput = z.object({
  format: z.enum(exportFormats),
  staged: z.boolean().optional(),
  recipient: z.string().max(4_096).optional(),
});

/** @public the emitted declarations name it */
export interface ExportAnswer {
  readonly name: string;
  readonly mediaType: string;
  readonly base64: string;
}

export const exportRouter = router({
  /** A mutation, because it leaves an audit entry and is nobody's to start from another site. */
  make: adminProcedure.input(ExportInput).mutation(async ({ ctx, input }): Promise<ExportAnswer> => {
    const { name, mediaType, bytes } = await exportConfig(ctx.service, input);
    return { name, mediaType, base64: Buffer.from(bytes).toString('base64') };
  }),
});
