import { actorName, AppError, type ItemRef } from '@regent/core';
import { deleteApprovalsBefore, putApproval } from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { authorsOf, mayApprove } from '../apply/gate.ts';
import { planDigest } from '../apply/plan.ts';
import { selected } from '../apply/selection.ts';
import { loadState } from '../item/state.ts';

const KEPT_MS = 90 * 24 * 3_600_000;

/** A second person agrees to exactly this plan; the next edit makes it another one. @throws AppError `plan-stale`, `forbidden` */
export function approvePlan(ctx: Ctx, input: { plan: string; items?: readonly ItemRef[] | undefined }): Promise<null> {
  return write(ctx, async (w) => {
    const state = selected(await loadState(w.tx), input.items);
    const plan = planDigest(state);
    if (plan !== input.plan) throw new AppError('plan-stale', { data: { plan, revision: state.revision } });
    if (!mayApprove(ctx.actor, await authorsOf(state, w.tx)))
      throw new AppError('forbidden', { detail: 'Only a person who staged none of these changes can approve them.' });
    await deleteApprovalsBefore(w.tx, new Date(ctx.clock().getTime() - KEPT_MS));
    await putApproval(w.tx, { plan, person: actorName(ctx.actor), at: ctx.clock() });
    w.audit('change.approve', `plan ${plan}`);
    w.tellItems(...new Set([...state.stagedRows.values()].map((row) => row.kind)));
    return null;
  });
}
