import type { RecreationView } from '@regent/core';
import { secretReferences } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { environmentOf } from '../config/environment.ts';
import type { ConfigState } from '../item/state.ts';

/** What of this plan no reload brings, and the command that does; null where a reload brings all of it. */
export async function recreationFor(ctx: Ctx, state: ConfigState): Promise<RecreationView | null> {
  if ((await ctx.servant.describe()).canChangeEnvironment) return null;
  const variables = state.effective.filter(({ kind }) => kind === 'env_var');
  const secrets = await ctx.vault.reveal(
    ctx.db,
    variables.flatMap(({ data }) => secretReferences(data)),
  );
  return ctx.servant.recreation(environmentOf(variables, secrets).values);
}
