import { AppError, actorName, applySteps, type ItemRef, type RunView } from '@regent/core';
import {
  type ApplyRunRow,
  type FrozenRow,
  insertRun,
  getSetting,
  latestRevision,
  listRunEvents,
  putRunEvent,
} from '@regent/db';
import type { Ctx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { type ConfigState, loadState } from '../item/state.ts';
import { loadSettings } from '../setting/settings.ts';
import { ADOPTED } from '../servant/drift.ts';
import { LEASE_MS } from './lease.ts';
import { passGate } from './gate.ts';
import { planDigest, shrinkOf } from './plan.ts';
import { toRunView } from './run-view.ts';
import { selected } from './selection.ts';

export interface RolloutWish {
  readonly plan: string;
  readonly reason: string;
  /** Go on although the engine refuses the candidate or would drop deployments. */
  readonly insist?: boolean | undefined;
  /** Number of models that will be left, typed by a person. */
  readonly confirmModels?: number | undefined;
  /** Only these of the staged items; what is left stays staged. */
  readonly items?: readonly ItemRef[] | undefined;
  /** It is taken back unless somebody keeps it within this time. */
  readonly confirmSeconds?: number | undefined;
  /** Why a freeze or a missing approval does not count this time, typed by a person. */
  readonly override?: string | undefined;
}

/**
 * Freezes what is staged into a run and lets it go. Returns at once; the run is followed on the event stream.
 * @throws AppError `plan-stale`, `apply-running`, `shrink-guard`, `file-changed`, `changes-frozen`, `approval-needed`
 */
export async function startRollout(ctx: Ctx, wish: RolloutWish): Promise<RunView> {
  if (wish.confirmSeconds !== undefined && ctx.servant.watchdog === undefined)
    throw new AppError('bad-input', { detail: 'This Servant cannot take an Apply back by itself.' });
  const live = await ctx.servant.readArtifact();
  const view = await write(ctx, async (w) => {
    const everything = await loadState(w.tx);
    const state = selected(everything, wish.items);
    const plan = planDigest(state);
    if (plan !== wish.plan) throw new AppError('plan-stale', { data: { plan, revision: state.revision } });
    const shrink = shrinkOf(state, (await loadSettings(w.tx)).shrinkPercent);
    if (shrink.guarded && wish.confirmModels !== shrink.after) throw new AppError('shrink-guard', { data: shrink });
    const recorded = await latestRevision(w.tx);
    const known = [recorded?.artifactHash, await getSetting(w.tx, ADOPTED)];
    if (recorded !== null && !known.includes(live?.hash)) throw new AppError('file-changed');
    const passed = await passGate(ctx, { state, db: w.tx, override: wish.override });
    const run = {
      ...newRun(ctx, wish, { state, baseHash: live?.hash ?? null }),
      ...passed,
      selected: state.stagedRows.size < everything.stagedRows.size,
    };
    if (!(await insertRun(w.tx, run))) throw new AppError('apply-running');
    const at = run.startedAt;
    await putRunEvent(w.tx, {
      run: run.id,
      step: 'plan',
      state: 'done',
      text: planText(state),
      startedAt: at,
      endedAt: at,
    });
    w.audit('change.rollout', `run ${run.id}`, wish.reason);
    if (passed.overrideReason !== null) w.audit('change.override', `run ${run.id}`, passed.overrideReason);
    w.tell({ topic: 'run', id: run.id });
    return toRunView(run, await listRunEvents(w.tx, run.id));
  });
  if (view.endedAt === null) ctx.runner.drive(view.id);
  return view;
}

function newRun(ctx: Ctx, wish: RolloutWish, base: { state: ConfigState; baseHash: string | null }): ApplyRunRow {
  const { state, baseHash } = base;
  const now = ctx.clock();
  const frozen = freeze(state);
  const nothing = frozen.length === 0;
  return {
    id: ctx.newId(),
    author: actorName(ctx.actor),
    reason: wish.reason,
    startedAt: now,
    endedAt: nothing ? now : null,
    step: applySteps[0],
    baseRevision: state.revision,
    baseHash,
    frozen,
    snapshot: nothing ? [] : state.effective,
    insist: wish.insist ?? false,
    insisted: false,
    confirmModels: wish.confirmModels ?? null,
    selected: false,
    confirmMs: wish.confirmSeconds === undefined ? null : wish.confirmSeconds * 1000,
    confirmUntil: null,
    decidedBy: null,
    approvedBy: null,
    overrideReason: null,
    artifactHash: null,
    fingerprint: null,
    revision: null,
    outcome: nothing ? 'nothing-to-do' : null,
    sentence: nothing ? 'Nothing is staged, so nothing was written and nothing restarted.' : null,
    error: null,
    diagnostics: [],
    log: [],
    leaseOwner: ctx.installation.processId,
    leaseUntil: new Date(now.getTime() + LEASE_MS),
  };
}

function freeze(state: ConfigState): FrozenRow[] {
  return [...state.stagedRows.entries()].map(([id, row]) => ({
    kind: row.kind,
    key: row.key,
    version: row.version,
    flag: row.flag,
    author: row.author,
    stagedAt: row.stagedAt.toISOString(),
    position: row.position,
    before: state.appliedRows.get(id)?.data ?? null,
    after: row.data,
  }));
}

function planText(state: ConfigState): string {
  const count = state.stagedRows.size;
  return `${count} ${count === 1 ? 'change' : 'changes'} on revision ${state.revision}`;
}
