import type { CredentialStatus, CredentialWatch, TestResult } from '@regent/core';
import { z } from 'zod';
import { credentialStatuses } from '../services/credential/status.ts';
import { tryCredential } from '../services/credential/try.ts';
import { watchCredential } from '../services/credential/watch.ts';
import { adminProcedure, router, viewerProcedure } from '../trpc/procedure.ts';
import { Data, Key } from './input.ts';

/** Without `data` what is saved is tried. */
const Try = z.object({
  key: Key,
  data: Data.optional(),
  model: Key.optional(),
  named: z.string().min(1).max(300).optional(),
});

export const credentialRouter = router({
  status: viewerProcedure.query(({ ctx }): Promise<CredentialStatus[]> => credentialStatuses(ctx.service)),
  watch: viewerProcedure
    .input(z.object({ key: Key }))
    .query(({ ctx, input }): Promise<CredentialWatch> => watchCredential(ctx.service, input)),
  try: adminProcedure.input(Try).mutation(({ ctx, input }): Promise<TestResult> => tryCredential(ctx.service, input)),
});
