import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '@regent/core';
import { isDatabaseAway } from '@regent/db';
import { toTrpcError } from './error.ts';

/** A read waits this long for a database that is restarting. */
const PATIENCE_MS = 5_000;
const ASK_AGAIN_MS = 200;

/**
 * Runs `work` again while the database is away. Only what changes nothing may be run twice: for the rest `patienceMs`
 * is 0. @throws TRPCError `database-unreachable` when patience ends; every other failure at once, as it is
 */
export async function patiently<T>(work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(ASK_AGAIN_MS)) {
    try {
      return await work();
    } catch (cause) {
      if (!isDatabaseAway(cause)) throw cause;
      if (Date.now() >= deadline) throw toTrpcError(new AppError('database-unreachable', { cause }));
    }
  }
}
