import { type AccountDetail, AppError, type Role } from '@regent/core';
import {
  type AccountRow,
  type Database,
  deleteAccount,
  deleteAccountSessions,
  listAccounts,
  listSessions,
  setAccountRole,
} from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';

/** Everybody who can sign in, oldest first, and when they were last seen. */
export async function listPeople(ctx: Ctx): Promise<AccountDetail[]> {
  const accounts = await listAccounts(ctx.db);
  return Promise.all(
    accounts.map(async ({ id, email, role, createdAt }) => {
      const [latest] = await listSessions(ctx.db, id);
      const lastSeenAt = latest?.lastSeenAt.toISOString() ?? null;
      return { id, email, role, createdAt: createdAt.toISOString(), lastSeenAt };
    }),
  );
}

/** Takes effect at once, also for sessions that are open. @throws AppError `not-found`, `last-administrator` */
export function changeRole(ctx: Ctx, { id, role }: { id: string; role: Role }): Promise<null> {
  return write(ctx, async (w) => {
    const account = await accountOf(w.tx, id);
    if (role !== 'proxy_admin') await guardLastAdministrator(w.tx, account);
    await setAccountRole(w.tx, id, role);
    w.audit('account.role', `account ${account.email}`, `${account.role} → ${role}`);
    return null;
  });
}

/** Ends their sessions too; what they did stays in history and audit. @throws AppError `not-found`, `last-administrator` */
export function removeAccount(ctx: Ctx, { id }: { id: string }): Promise<null> {
  return write(ctx, async (w) => {
    const account = await accountOf(w.tx, id);
    await guardLastAdministrator(w.tx, account);
    await deleteAccountSessions(w.tx, id);
    await deleteAccount(w.tx, id);
    w.audit('account.remove', `account ${account.email}`);
    return null;
  });
}

async function accountOf(tx: Database, id: string): Promise<AccountRow> {
  const account = (await listAccounts(tx)).find((one) => one.id === id);
  if (!account) throw new AppError('not-found');
  return account;
}

async function guardLastAdministrator(tx: Database, account: AccountRow): Promise<void> {
  const others = (await listAccounts(tx)).filter(({ id, role }) => id !== account.id && role === 'proxy_admin');
  if (account.role === 'proxy_admin' && others.length === 0) throw new AppError('last-administrator');
}
