import { type AccountView, AppError } from '@regent/core';
import { countAccounts, insertAccount, takeSetupToken } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { hashPassword } from '../session/password.ts';
import { openSession } from '../session/sign-in.ts';
import { tokenHash } from '../session/token-hash.ts';
import type { Visitor } from '../session/visitor.ts';

/** Makes the first administrator and signs them in. @throws AppError `setup-link-invalid` */
export async function completeSetup(
  ctx: Ctx,
  visitor: Visitor,
  input: { token: string; email: string; password: string },
): Promise<AccountView> {
  const passwordHash = await hashPassword(input.password);
  const now = ctx.clock();
  const account = await write(ctx, async (w) => {
    if ((await countAccounts(w.tx)) > 0) throw new AppError('setup-link-invalid');
    if (!(await takeSetupToken(w.tx, tokenHash(input.token), now))) throw new AppError('setup-link-invalid');
    const row = { id: ctx.newId(), email: input.email, passwordHash, role: 'proxy_admin', createdAt: now } as const;
    await insertAccount(w.tx, row);
    w.audit('setup.complete', `account ${row.email}`);
    return row;
  });
  return openSession(ctx, visitor, account);
}
