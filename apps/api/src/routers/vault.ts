import type { VaultView } from '@regent/core';
import { rotateDataKey, rotateKeyEncryptionKey, vaultStatus } from '../services/vault/vault.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';

export const vaultRouter = router({
  status: adminProcedure.query(({ ctx }): Promise<VaultView> => vaultStatus(ctx.service)),
  rotateDataKey: adminProcedure.mutation(({ ctx }): Promise<{ resealed: number }> => rotateDataKey(ctx.service)),
  rotateKeyEncryptionKey: adminProcedure.mutation(
    ({ ctx }): Promise<{ rewrapped: number }> => rotateKeyEncryptionKey(ctx.service),
  ),
});
