import { type AccountView, AppError } from '@regent/core';
import { type AccountRow, findAccountByEmail } from '@regent/db';
import { type Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { loadSettings } from '../setting/settings.ts';
import { verifyPassword } from './password.ts';
import { sessionsOf } from './sessions.ts';
import { forgiveSignIn, throttleSignIn } from './throttle.ts';
import type { Visitor } from './visitor.ts';

/** @throws AppError `sign-in-failed` (the same for a wrong e-mail and a wrong password), `too-many-attempts` */
export async function signIn(
  ctx: Ctx,
  visitor: Visitor,
  input: { email: string; password: string },
): Promise<AccountView> {
  const who = { email: input.email, address: visitor.address };
  await throttleSignIn(ctx, who);
  const account = await findAccountByEmail(ctx.db, input.email);
  const matches = await verifyPassword(account?.passwordHash ?? null, input.password);
  if (!matches || account === null) throw new AppError('sign-in-failed');
  await forgiveSignIn(ctx, who);
  return openSession(ctx, visitor, account);
}

/** Sets the cookie of a fresh session; one that the visitor had ends, so that no session is handed on. */
export async function openSession(ctx: Ctx, visitor: Visitor, account: AccountRow): Promise<AccountView> {
  const settings = await loadSettings(ctx.db);
  const sessions = sessionsOf(ctx, settings);
  if (visitor.sessionToken !== null) await sessions.end(visitor.sessionToken);
  const token = await sessions.create(account.id, visitor.userAgent);
  const actor = { type: 'account', id: account.id, email: account.email, role: account.role } as const;
  await write({ ...ctx, actor }, async (w) => w.audit('session.sign-in', `account ${account.email}`));
  visitor.setCookie({ value: token, maxAgeSeconds: settings.sessionMaxHours * 3_600 });
  return toAccountView(account);
}

function toAccountView(account: AccountRow): AccountView {
  return { id: account.id, email: account.email, role: account.role };
}
