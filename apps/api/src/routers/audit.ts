import type { AuditPage, AuditVerdict } from '@regent/core';
import { z } from 'zod';
import { listAuditEntries, verifyAuditChain } from '../services/audit/audit.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';
import { Page } from './input.ts';

export const auditRouter = router({
  list: adminProcedure
    .input(z.object(Page))
    .query(({ ctx, input }): Promise<AuditPage> => listAuditEntries(ctx.service, input)),
  verify: adminProcedure.query(({ ctx }): Promise<AuditVerdict> => verifyAuditChain(ctx.service)),
});
