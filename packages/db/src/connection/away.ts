import { AppError } from '@regent/core';

/** What postgres.js and the socket say when nobody is there. */
const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT', // a Unix socket
  'ETIMEDOUT',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_DESTROYED',
]);

/** Postgres itself: connection exceptions, and a server that stops, has crashed, or is still starting. */
const stateCodes = /^(08...|57P0[123])$/;

/**
 * Whether a query or transaction failed because the database is away (stopped, restarting, recovering), so that the
 * same may work in a moment. An address that `fetch` could not reach is none of it, nor what has a code of ours already:
 * whoever gave it knew that it was, say, the cache's Redis.
 */
export function isDatabaseAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof TypeError || at instanceof AppError) return false;
    const code = 'code' in at && typeof at.code === 'string' ? at.code : '';
    if (networkCodes.has(code) || stateCodes.test(code)) return true;
  }
  return false;
}
