import { setTimeout as sleep } from 'node:timers/promises';
import type { RegentClient } from '@regent/client';
import type { RunView } from '@regent/core';

/** Reviews and applies everything that is staged; the run when it has ended, whatever came of it. */
export async function applyStaged(
  client: RegentClient,
  options: { insist?: boolean; confirmModels?: number } = {},
): Promise<RunView> {
  const review = await client.change.review.query();
  let run = await client.change.rollout.mutate({ plan: review.plan, reason: 'test', ...options });
  while (run.outcome === null) {
    await sleep(20);
    run = await client.change.run.query({ id: run.id });
  }
  return run;
}
