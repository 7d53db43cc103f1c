import { createHash, randomBytes } from 'node:crypto';

/** Tokens are long random texts, so a fast hash is enough; the database never learns the token. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function newToken(prefix: string): string {
  return `${prefix}${randomBytes(32).toString('base64url')}`;
}
