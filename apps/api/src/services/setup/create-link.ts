import { AppError } from '@regent/core';
import { countAccounts } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { createSetupToken } from './setup-token.ts';

/** A fresh one-time link for the first administrator. The token stands behind `#`, so that no server log sees it. */
export async function createSetupLink(ctx: Ctx): Promise<{ url: string }> {
  if ((await countAccounts(ctx.db)) > 0) {
    throw new AppError('setup-link-invalid', { detail: 'There is an administrator already.' });
  }
  const token = await createSetupToken(ctx.db, ctx.clock());
  const base = ctx.installation.linkBase.href;
  return { url: new URL(`setup#${token}`, base.endsWith('/') ? base : `${base}/`).href };
}
