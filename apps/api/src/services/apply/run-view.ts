import { applySteps, type RunStepView, type RunView } from '@regent/core';
import { type ApplyEventRow, type ApplyRunRow, type Database, getRun, listRunEvents } from '@regent/db';

export async function loadRunView(db: Database, id: string): Promise<RunView | null> {
  const run = await getRun(db, id);
  return run === null ? null : toRunView(run, await listRunEvents(db, id));
}

export function toRunView(run: ApplyRunRow, events: readonly ApplyEventRow[]): RunView {
  const byStep = new Map(events.map((event) => [event.step, event]));
  return {
    id: run.id,
    author: run.author,
    reason: run.reason,
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    confirm: toConfirmView(run, byStep.get('confirm')),
    steps: applySteps
      .filter((step) => step !== 'confirm' || run.confirmMs !== null)
      .map((step) => toStepView(step, byStep.get(step), run.endedAt !== null)),
    outcome: run.outcome,
    sentence: run.sentence,
    revision: run.revision,
    error: run.error,
    diagnostics: run.diagnostics,
    log: run.log,
  };
}

function toConfirmView(run: ApplyRunRow, event: ApplyEventRow | undefined): RunView['confirm'] {
  if (run.confirmMs === null) return null;
  const undecided = run.endedAt === null && run.decidedBy === null;
  const waiting = undecided && run.step === 'confirm' && event?.state === 'running';
  return { ms: run.confirmMs, until: run.confirmUntil?.toISOString() ?? null, waiting, decidedBy: run.decidedBy };
}

function toStepView(step: RunStepView['step'], event: ApplyEventRow | undefined, ended: boolean): RunStepView {
  if (event === undefined) {
    return { step, state: ended ? 'skipped' : 'waiting', text: null, startedAt: null, durationMs: null };
  }
  return {
    step,
    // A run that was closed by another process leaves its last step open.
    state: event.state === 'running' && ended ? 'failed' : event.state,
    text: event.text,
    startedAt: event.startedAt.toISOString(),
    durationMs: event.endedAt === null ? null : event.endedAt.getTime() - event.startedAt.getTime(),
  };
}
