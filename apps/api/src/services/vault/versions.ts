import type { SecretVersionView } from '@regent/core';
import { listSecretVersions } from '@regent/db';
import type { Ctx } from '../../app-context.ts';

/** When and by whom each version of these secrets was stored, the newest first. Never a value. */
export async function secretVersions(ctx: Ctx, input: { secrets: readonly string[] }): Promise<SecretVersionView[]> {
  const rows = await listSecretVersions(ctx.db, input.secrets);
  return rows.map(({ createdAt, ...row }) => ({ ...row, createdAt: createdAt.toISOString() }));
}
