import type { SecretVersionView, VaultView } from '@regent/core';
import { z } from 'zod';
import { revokeSecretVersion } from '../services/vault/revoke.ts';
import { rotateDataKey, rotateKeyEncryptionKey, vaultStatus } from '../services/vault/vault.ts';
import { secretVersions } from '../services/vault/versions.ts';
import { adminProcedure, router } from '../trpc/procedure.ts';

const Secrets = z.object({ secrets: z.array(z.string().max(100)).max(200) });

const Version = z.object({ secret: z.string().max(100), version: z.int().min(1) });

export const vaultRouter = router({
  versions: adminProcedure
    .input(Secrets)
    .query(({ ctx, input }): Promise<SecretVersionView[]> => secretVersions(ctx.service, input)),
  revoke: adminProcedure
    .input(Version)
    .mutation(({ ctx, input }): Promise<{ revisions: readonly number[] }> => revokeSecretVersion(ctx.service, input)),
  status: adminProcedure.query(({ ctx }): Promise<VaultView> => vaultStatus(ctx.service)),
  rotateDataKey: adminProcedure.mutation(({ ctx }): Promise<{ resealed: number }> => rotateDataKey(ctx.service)),
  rotateKeyEncryptionKey: adminProcedure.mutation(
    ({ ctx }): Promise<{ rewrapped: number }> => rotateKeyEncryptionKey(ctx.service),
  ),
});
