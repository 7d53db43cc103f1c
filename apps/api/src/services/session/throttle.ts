import { AppError } from '@regent/core';
import { clearFailures, countFailure, listAttempts, uncountFailure } from '@regent/db';
import type { Ctx } from '../../app-context.ts';

/** Failures that are free, and how the wait grows after them. An address serves many people, so it has more. */
const limits = { email: 5, address: 30 } as const;
const WAIT_MS = 60_000;
const WAIT_MAX_MS = 15 * 60_000;
const FORGOTTEN_AFTER_MS = 60 * 60_000;

/**
 * Counts the attempt before the password is looked at, so that many at once cannot slip through.
 * @throws AppError `too-many-attempts`
 */
export async function throttleSignIn(ctx: Ctx, who: { email: string; address: string }): Promise<void> {
  const subjects = { email: `email:${who.email.toLowerCase()}`, address: `address:${who.address}` };
  const now = ctx.clock();
  const forgottenBefore = new Date(now.getTime() - FORGOTTEN_AFTER_MS);
  for (const row of await listAttempts(ctx.db, Object.values(subjects))) {
    const over = row.failures - (row.subject === subjects.email ? limits.email : limits.address);
    if (over < 0 || row.lastFailureAt < forgottenBefore) continue;
    const waitMs = Math.min(WAIT_MS * 2 ** over, WAIT_MAX_MS);
    if (now.getTime() < row.lastFailureAt.getTime() + waitMs) throw new AppError('too-many-attempts');
  }
  for (const subject of Object.values(subjects)) await countFailure(ctx.db, subject, { now, forgottenBefore });
}

/** A right password forgives the account; an address keeps its other failures, or one account could clear it for all. */
export async function forgiveSignIn(ctx: Ctx, who: { email: string; address: string }): Promise<void> {
  await clearFailures(ctx.db, `email:${who.email.toLowerCase()}`);
  await uncountFailure(ctx.db, `address:${who.address}`);
}
