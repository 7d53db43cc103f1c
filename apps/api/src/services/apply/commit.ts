import { AppError, itemId, rebase } from '@regent/core';
import {
  type ApplyRunRow,
  deleteApplied,
  deleteStaged,
  insertRevision,
  putApplied,
  putRunEvent,
  rebaseStaged,
  type RevisionRow,
  toItem,
} from '@regent/db';
import { systemCtx } from '../../app-context.ts';
import { type Write, write } from '../../events/write.ts';
import { type ConfigState, loadState } from '../item/state.ts';
import { updateRun } from './lease.ts';
import type { RunWork, StepResult, TakeStep } from './step.ts';

/**
 * Folds exactly the frozen rows into what is applied, makes the revision, and moves the run on to `reload`, all in one
 * transaction: after a crash it either happened or did not.
 */
export const commit: TakeStep = async (work) => {
  const { app, run, artifact } = work;
  const actor = { ...systemCtx(app, run.author) };
  return write(actor, async (w): Promise<StepResult> => {
    const state = await loadState(w.tx);
    if (state.revision !== run.baseRevision) {
      throw new AppError('internal', {
        detail: `Revision ${state.revision} is not the base ${run.baseRevision} of the run.`,
      });
    }
    const number = artifact.revision;
    await foldFrozen(w, run, number);
    await rebaseNewer(w, run, state);
    await insertRevision(w.tx, revisionOf(work), run.frozen.map(changeOf));
    await updateRun({ app, tx: w.tx }, run.id, { step: 'reload', revision: number });
    const text = `revision ${number}`;
    const at = app.clock();
    await putRunEvent(w.tx, { run: run.id, step: 'commit', state: 'done', text, startedAt: at, endedAt: at });
    w.audit('change.commit', text, run.reason);
    w.tellItems(...run.frozen.map((row) => row.kind));
    w.tell({ topic: 'run', id: run.id });
    return { state: 'done', text, set: { revision: number } };
  });
};

async function foldFrozen(w: Write, run: ApplyRunRow, revision: number): Promise<void> {
  for (const row of run.frozen) {
    if (row.after === null) await deleteApplied(w.tx, row);
    else await putApplied(w.tx, toItem({ ...row, data: row.after }), revision);
  }
}

/** Rows that were edited while the run was under way stay staged, now on top of the new revision. */
async function rebaseNewer(w: Write, run: ApplyRunRow, state: ConfigState): Promise<void> {
  const frozenIds = new Map(run.frozen.map((row) => [itemId(row), row.version]));
  const kept = rebase({
    staged: state.staged,
    // A row is done when it still has the frozen version; its other fields play no part.
    frozen: state.staged.filter((row) => frozenIds.get(itemId(row)) === row.version),
    applied: run.snapshot,
    revision: run.baseRevision + 1,
  });
  const keptIds = new Set(kept.map(itemId));
  for (const row of state.staged) if (!keptIds.has(itemId(row))) await deleteStaged(w.tx, row);
  for (const row of kept) await rebaseStaged(w.tx, row, { flag: row.flag, baseRevision: row.baseRevision });
}

function revisionOf({ app, run, artifact }: RunWork): RevisionRow {
  return {
    number: artifact.revision,
    parent: run.baseRevision,
    author: run.author,
    reason: run.reason,
    createdAt: app.clock(),
    outcome: 'applying',
    fingerprint: artifact.fingerprint,
    artifactHash: artifact.hash,
    engineVersion: null,
    models: artifact.deploymentIds.length,
    insisted: run.insisted,
    selected: run.selected,
    approvedBy: run.approvedBy,
    overrideReason: run.overrideReason,
    note: '',
    tags: [],
    snapshot: run.snapshot,
  };
}

function changeOf(row: ApplyRunRow['frozen'][number]) {
  const { kind, key, flag, author, version, before, after } = row;
  return { kind, key, flag, author, version, before, after, stagedAt: new Date(row.stagedAt) };
}
