import { type Database, replaceSetupToken } from '@regent/db';
import { newToken, tokenHash } from '../session/token-hash.ts';

const LIFETIME_MS = 24 * 3_600_000;

/** A new one-time token for the set-up link; the one before stops working. Only its hash is stored. */
export async function createSetupToken(db: Database, now: Date): Promise<string> {
  const token = newToken('');
  await db.transaction((tx) =>
    replaceSetupToken(tx, {
      hash: tokenHash(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + LIFETIME_MS),
    }),
  );
  return token;
}
