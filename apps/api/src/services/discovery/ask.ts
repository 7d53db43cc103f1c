import type { DiscoveryDiff } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { readState } from '../item/state.ts';
import { diffOffer } from './diff.ts';
import { offerOf, type UpstreamWish } from './offer.ts';

/** Asks an upstream now: what is new, gone or different against the configured deployments of it. Stores nothing. */
export async function askUpstream(ctx: Ctx, wish: UpstreamWish): Promise<DiscoveryDiff> {
  const state = await readState(ctx.db);
  return diffOffer(await offerOf(ctx, state, wish), { wish, state });
}
