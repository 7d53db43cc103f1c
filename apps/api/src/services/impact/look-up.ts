import type { LookUp } from '@regent/core';
import type { Ctx } from '../../app-context.ts';

/** Looks, and says so when that failed; `what` begins the sentence: `virtual keys`. */
export async function lookUp<T>(ctx: Ctx, what: string, look: () => Promise<LookUp<T>>): Promise<LookUp<T>> {
  try {
    return await look();
  } catch (error) {
    ctx.log.info({ err: error }, `${what} could not be looked up`);
    return { state: 'failed', reason: `${what} could not be looked up` };
  }
}

export function notGiven(what: string): LookUp<never> {
  return { state: 'failed', reason: `${what} could not be looked up: Regent was not given access` };
}
