import type { Diagnostic } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { readState } from '../item/state.ts';
import { diagnosticsOf } from './validate.ts';

/** What our rules and this installation's assertions say of everything that would apply now. The engine is not asked. */
export async function findings(ctx: Ctx): Promise<readonly Diagnostic[]> {
  const state = await readState(ctx.db);
  return diagnosticsOf(ctx, state.effective);
}
