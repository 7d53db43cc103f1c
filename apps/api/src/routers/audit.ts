import type { AuditPage, AuditVerdict } from '@regent/core';
import { z } from 'zod';
import { pending } from '../trpc/pending.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';
import { Page } from './input.ts';

export const auditRouter = router({
  list: adminProcedure.input(z.object(Page)).query((): Promise<AuditPage> => pending()),
  verify: adminProcedure.query((): Promise<AuditVerdict> => pending()),
});
