import type { TrialResult } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { askEngine } from './ask-engine.ts';

/** Lets the gateway send a test event to one of its loggers. LiteLLM can do so for some of them and says for which. */
export async function tryLogger(ctx: Ctx, input: { name: string }): Promise<TrialResult> {
  const path = `/health/services?service=${encodeURIComponent(input.name)}`;
  const { body: _, ...result } = await askEngine(ctx, { method: 'GET', path });
  return result;
}
