import { timingSafeEqual } from 'node:crypto';
import type { Actor, Secret } from '@regent/core';
import { findApiToken, touchApiToken } from '@regent/db';
import type { App } from '../app-context.ts';
import { sessionsOf } from '../services/session/sessions.ts';
import { tokenHash } from '../services/session/token-hash.ts';
import { loadSettings } from '../services/setting/settings.ts';

export interface Identity {
  readonly actor: Actor | null;
  /** The cookie's token, when it is valid. */
  readonly sessionToken: string | null;
}

/** Who sends a request: a program by its bearer token, or a person by the session cookie. A wrong token is nobody. */
export async function identify(
  app: App,
  credentials: { bearer: string | null; cookie: string | null; localToken: Secret | null },
): Promise<Identity> {
  const { bearer, cookie, localToken } = credentials;
  if (bearer !== null) return { actor: await byToken(app, bearer, localToken), sessionToken: null };
  if (cookie === null) return { actor: null, sessionToken: null };
  const account = await sessionsOf(app, await loadSettings(app.db)).validate(cookie);
  if (account === null) return { actor: null, sessionToken: null };
  const { id, email, role } = account;
  return { actor: { type: 'account', id, email, role }, sessionToken: cookie };
}

async function byToken(app: App, bearer: string, localToken: Secret | null): Promise<Actor | null> {
  if (localToken !== null && equalTexts(tokenHash(bearer), tokenHash(localToken.reveal()))) {
    return { type: 'token', id: 'local', name: 'of this machine', role: 'proxy_admin' };
  }
  const now = app.clock();
  const row = await findApiToken(app.db, tokenHash(bearer), now);
  if (row === null) return null;
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() > TOUCH_AFTER_MS) {
    await touchApiToken(app.db, row.id, now);
  }
  return { type: 'token', id: row.id, name: row.name, role: row.role };
}

const TOUCH_AFTER_MS = 60_000;

const equalTexts = (a: string, b: string) => timingSafeEqual(Buffer.from(a), Buffer.from(b));
