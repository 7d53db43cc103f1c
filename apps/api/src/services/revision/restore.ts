import { itemId, type RunView } from '@regent/core';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { planDigest, shrinkOf } from '../apply/plan.ts';
import { startRollout } from '../apply/start.ts';
import { type ConfigState, loadState } from '../item/state.ts';
import { stage } from '../item/stage.ts';
import { restorable } from './check-restore.ts';
import { existing } from './detail.ts';

/** Stages whatever differs from an old revision, so that going back is reviewed like any other change. */
export async function stageRevision(ctx: Ctx, input: { number: number }): Promise<{ staged: number }> {
  const state = await stageAll(ctx, input.number);
  return { staged: state.stagedRows.size };
}

/**
 * Emergency: stages the old revision and applies it at once, staged edits of others included in what is replaced.
 * The person asked for exactly this, so the shrink guard is answered for them.
 */
export async function restoreRevision(
  ctx: Ctx,
  input: { number: number; reason: string; override?: string | undefined },
): Promise<RunView> {
  const state = await stageAll(ctx, input.number);
  const reason = input.reason || `Restore of revision ${input.number}`;
  const plan = planDigest(state);
  return startRollout(ctx, { plan, reason, confirmModels: shrinkOf(state, 0).after, override: input.override });
}

async function stageAll(ctx: Ctx, number: number): Promise<ConfigState> {
  const revision = await existing(ctx, number);
  const { items } = await restorable(ctx, revision.snapshot);
  return write(ctx, async (w) => {
    const state = await loadState(w.tx);
    const wanted = new Set(revision.snapshot.map(itemId));
    const staging = { ctx, write: w, state };
    for (const item of state.effective.filter((one) => !wanted.has(itemId(one)))) {
      await stage(staging, { ref: item, item: null, base: { version: state.version(item) } });
    }
    // What uses a secret that is gone stays as it is now.
    for (const item of items) {
      await stage(staging, { ref: item, item, base: { version: state.version(item) } });
    }
    w.audit('revision.stage', `revision ${number}`);
    return state;
  });
}
