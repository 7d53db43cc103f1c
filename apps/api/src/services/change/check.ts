import { AppError, type EngineCheckView, type ItemRef } from '@regent/core';
import type { EngineVerdict } from '@regent/servant';
import type { Ctx } from '../../app-context.ts';
import { planDigest } from '../apply/plan.ts';
import { selected } from '../apply/selection.ts';
import { type Redactor, vaultRedactor } from '../apply/redactor.ts';
import { buildArtifact } from '../config/artifact.ts';
import { readState } from '../item/state.ts';

/** What the real engine makes of exactly the reviewed plan. @throws AppError `plan-stale` */
export async function checkPlan(
  ctx: Ctx,
  input: { plan: string; items?: readonly ItemRef[] | undefined },
): Promise<EngineCheckView> {
  const state = selected(await readState(ctx.db), input.items);
  const plan = planDigest(state);
  if (plan !== input.plan) throw new AppError('plan-stale', { data: { plan, revision: state.revision } });
  const { artifact } = await buildArtifact(ctx, state.effective, state.revision + 1);
  const verdict = await ctx.servant.check(artifact, { timeoutMs: 10_000 + 4 * artifact.deploymentIds.length });
  return toCheckView(verdict, await vaultRedactor(ctx));
}

/** Every text of the engine goes through the redactor. */
export function toCheckView(verdict: EngineVerdict, redact: Redactor): EngineCheckView {
  switch (verdict.verdict) {
    case 'accepted': {
      const { deploymentIds, dropped, skipped, durationMs } = verdict;
      const warnings = verdict.warnings.map(redact);
      return { verdict: 'accepted', deployments: deploymentIds.length, dropped, warnings, skipped, durationMs };
    }
    case 'refused':
      return {
        verdict: 'refused',
        reason: redact(verdict.reason),
        warnings: verdict.warnings.map(redact),
        durationMs: verdict.durationMs,
      };
    case 'not-checked':
      return { verdict: 'not-checked', reason: redact(verdict.reason) };
  }
}
