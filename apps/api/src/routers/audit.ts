import type { AuditPage, AuditVerdict } from '@regent/core';
import { z } from 'zod';
import { auditActors, listAuditEntries, verifyAuditChain } from '../services/audit/audit.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';

/** Entries keep their moment as ISO text in UTC; the same form is compared with it. */
const Moment = z.iso.datetime().transform((moment) => new Date(moment).toISOString());
const Search = z.object({
  cursor: z.int().min(0).nullish(),
  limit: z.int().min(1).max(1_000).default(50),
  actor: z.string().max(200).optional(),
  nouns: z
    .array(z.string().regex(/^[a-z]+$/))
    .min(1)
    .max(20)
    .optional(),
  from: Moment.optional(),
  until: Moment.optional(),
  text: z.string().trim().min(1).max(200).optional(),
});

export const auditRouter = router({
  list: adminProcedure
    .input(Search)
    .query(({ ctx, input }): Promise<AuditPage> => listAuditEntries(ctx.service, input)),
  actors: adminProcedure.query(({ ctx }): Promise<string[]> => auditActors(ctx.service)),
  verify: adminProcedure.query(({ ctx }): Promise<AuditVerdict> => verifyAuditChain(ctx.service)),
});
