import { AppError, type SessionView } from '@regent/core';
import { deleteAccountSessions, deleteSessionRow, getAccount, listSessions, setPasswordHash } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { loadSettings } from '../setting/settings.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { sessionsOf } from './sessions.ts';
import { tokenHash } from './token-hash.ts';
import type { Visitor } from './visitor.ts';

export async function signOut(ctx: Ctx, visitor: Visitor): Promise<null> {
  if (visitor.sessionToken !== null) await sessionsOf(ctx, await loadSettings(ctx.db)).end(visitor.sessionToken);
  visitor.setCookie(null);
  return null;
}

export async function listOwnSessions(ctx: Ctx, visitor: Visitor): Promise<SessionView[]> {
  const current = visitor.sessionToken === null ? null : tokenHash(visitor.sessionToken);
  return (await listSessions(ctx.db, accountId(ctx))).map((row) => ({
    id: row.row,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt.toISOString(),
    userAgent: row.userAgent,
    current: row.hash === current,
  }));
}

export function revokeSession(ctx: Ctx, input: { id: string }): Promise<null> {
  return write(ctx, async (w) => {
    const gone = await deleteSessionRow(w.tx, accountId(ctx), input.id);
    if (!gone) throw new AppError('not-found');
    w.audit('session.revoke', `session ${input.id}`);
    return null;
  });
}

/** Every other session of the account ends: whoever knew the old password is out. */
export async function changePassword(
  ctx: Ctx,
  visitor: Visitor,
  input: { current: string; next: string },
): Promise<null> {
  const account = await getAccount(ctx.db, accountId(ctx));
  if (account === null) throw new AppError('not-signed-in');
  if (!(await verifyPassword(account.passwordHash, input.current))) throw new AppError('sign-in-failed');
  const passwordHash = await hashPassword(input.next);
  return write(ctx, async (w) => {
    await setPasswordHash(w.tx, account.id, passwordHash);
    await deleteAccountSessions(w.tx, account.id, visitor.sessionToken === null ? '' : tokenHash(visitor.sessionToken));
    w.audit('account.change-password', `account ${account.email}`);
    return null;
  });
}

function accountId(ctx: Ctx): string {
  if (ctx.actor.type !== 'account') throw new AppError('forbidden', { detail: 'This wants a signed-in person.' });
  return ctx.actor.id;
}
