import { counted, type VaultView } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';

/** What the vault holds, in numbers, and which keys it needs. */
export async function vaultStatus(ctx: Ctx): Promise<VaultView> {
  const { dataKeyCreatedAt, ...status } = await ctx.vault.status(ctx.db);
  return { ...status, dataKeyCreatedAt: dataKeyCreatedAt?.toISOString() ?? null };
}

/** Seals every secret with a new data key; references, versions and texts stay, and nothing needs an Apply. */
export function rotateDataKey(ctx: Ctx): Promise<{ resealed: number }> {
  return write(ctx, async (w) => {
    const result = await ctx.vault.rotateDataKey(w.tx);
    w.audit('vault.rotate-data-key', 'vault', `${counted(result.resealed, 'version')} sealed anew`);
    return result;
  });
}

/**
 * Wraps the data keys with the first key of `REGENT_VAULT_KEY`, so that the keys behind it are not needed any more. The
 * keys themselves never travel.
 */
export function rotateKeyEncryptionKey(ctx: Ctx): Promise<{ rewrapped: number }> {
  return write(ctx, async (w) => {
    const result = await ctx.vault.rotateKeyEncryptionKey(w.tx);
    w.audit('vault.rotate-key-encryption-key', 'vault', `${counted(result.rewrapped, 'data key')} wrapped anew`);
    return result;
  });
}
