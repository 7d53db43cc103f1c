import {
  type AccountRow,
  type Database,
  deleteAccountSessions,
  deleteExpiredSessions,
  deleteSession,
  findSession,
  insertSession,
  listSessions,
  touchSession,
} from '@regent/db';
import { type Adapter, Lucia, TimeSpan } from 'lucia';
import type { Settings } from '../setting/settings.ts';
import { newToken, tokenHash } from './token-hash.ts';

export interface Sessions {
  /** The clear token for the cookie; the database keeps its hash. */
  create(accountId: string, userAgent: string | null): Promise<string>;
  /** Null when the token is unknown, idle for too long or older than the absolute end. Moves the idle end. */
  validate(token: string): Promise<AccountRow | null>;
  end(token: string): Promise<void>;
}

interface SessionAttributes {
  readonly row: string;
  readonly createdAt: Date;
  readonly userAgent: string | null;
}

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<SessionAttributes, { account: AccountRow }>;
    DatabaseSessionAttributes: SessionAttributes;
    DatabaseUserAttributes: { account: AccountRow };
  }
}

export function sessionsOf(
  means: { db: Database; clock: () => Date; newId: () => string },
  settings: Settings,
): Sessions {
  const lucia = new Lucia<SessionAttributes, { account: AccountRow }>(hashingAdapter(means), {
    sessionExpiresIn: new TimeSpan(settings.sessionIdleMinutes, 'm'),
    getSessionAttributes: ({ row, createdAt, userAgent }) => ({ row, createdAt, userAgent }),
    getUserAttributes: ({ account }) => ({ account }),
  });
  return {
    async create(accountId, userAgent) {
      const token = newToken('');
      const attributes = { row: means.newId(), createdAt: means.clock(), userAgent: userAgent?.slice(0, 300) ?? null };
      await lucia.createSession(accountId, attributes, { sessionId: token });
      return token;
    },
    async validate(token) {
      const { session, user } = await lucia.validateSession(token);
      if (session === null) return null;
      const ageMs = means.clock().getTime() - session.createdAt.getTime();
      if (ageMs <= settings.sessionMaxHours * 3_600_000) return user.account;
      await lucia.invalidateSession(token);
      return null;
    },
    end: (token) => lucia.invalidateSession(token),
  };
}

/** Lucia's adapters store the cookie's token in clear; this one stores its hash, so a leaked database opens no session. */
function hashingAdapter({ db, clock }: { db: Database; clock: () => Date }): Adapter {
  const toLucia = (row: Awaited<ReturnType<typeof listSessions>>[number]) => ({
    id: row.hash,
    userId: row.account,
    expiresAt: row.expiresAt,
    attributes: { row: row.row, createdAt: row.createdAt, userAgent: row.userAgent },
  });
  return {
    async getSessionAndUser(token) {
      const found = await findSession(db, tokenHash(token));
      if (!found) return [null, null];
      // Lucia hands the id back on renewal, so it must be the token here.
      const session = { ...toLucia(found.session), id: token };
      return [session, { id: found.account.id, attributes: { account: found.account } }];
    },
    getUserSessions: async (accountId) => (await listSessions(db, accountId)).map(toLucia),
    setSession: ({ id, userId, expiresAt, attributes }) =>
      insertSession(db, {
        hash: tokenHash(id),
        row: attributes.row,
        account: userId,
        createdAt: attributes.createdAt,
        lastSeenAt: attributes.createdAt,
        expiresAt,
        userAgent: attributes.userAgent,
      }),
    updateSessionExpiration: (token, expiresAt) =>
      touchSession(db, tokenHash(token), { lastSeenAt: clock(), expiresAt }),
    deleteSession: (token) => deleteSession(db, tokenHash(token)),
    deleteUserSessions: (accountId) => deleteAccountSessions(db, accountId),
    deleteExpiredSessions: () => deleteExpiredSessions(db, clock()),
  };
}
