import { type AccountView, actorName, AppError, type Role } from '@regent/core';
import { type AccountRow, findAccountByEmail, insertAccount, insertInvitation, takeInvitation } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { hashPassword } from '../session/password.ts';
import { openSession } from '../session/sign-in.ts';
import { newToken, tokenHash } from '../session/token-hash.ts';
import type { Visitor } from '../session/visitor.ts';

const LIFETIME_MS = 3 * 24 * 3_600_000;

/** A link that makes one account with this role, within three days. The token stands behind `#`; only its hash is kept. */
export function invite(ctx: Ctx, { role }: { role: Role }): Promise<{ url: string; expiresAt: string }> {
  const token = newToken('');
  const now = ctx.clock();
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  return write(ctx, async (w) => {
    const createdBy = actorName(ctx.actor);
    await insertInvitation(w.tx, { hash: tokenHash(token), role, createdBy, createdAt: now, expiresAt });
    w.audit('account.invite', 'an account', `role ${role}`);
    const base = ctx.installation.linkBase.href;
    const url = new URL(`join#${token}`, base.endsWith('/') ? base : `${base}/`).href;
    return { url, expiresAt: expiresAt.toISOString() };
  });
}

/** Makes the account and signs it in. @throws AppError `invitation-invalid`, `name-taken` (the link still works then) */
export async function acceptInvitation(
  ctx: Ctx,
  visitor: Visitor,
  input: { token: string; email: string; password: string },
): Promise<AccountView> {
  const now = ctx.clock();
  const account = await write(ctx, async (w): Promise<AccountRow> => {
    const role = await takeInvitation(w.tx, tokenHash(input.token), now);
    if (role === null) throw new AppError('invitation-invalid');
    if ((await findAccountByEmail(w.tx, input.email)) !== null)
      throw new AppError('name-taken', { detail: 'There is an account with this e-mail already.' });
    // Hashed only for who holds a link: it costs time on purpose.
    const passwordHash = await hashPassword(input.password);
    const row = { id: ctx.newId(), email: input.email, passwordHash, role, createdAt: now };
    await insertAccount(w.tx, row);
    w.audit('account.join', `account ${row.email}`, `role ${role}`);
    return row;
  });
  return openSession(ctx, visitor, account);
}
