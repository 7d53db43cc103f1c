import { type ApplyStep, AppError, errorTable, type ErrorCode } from '@regent/core';
import {
  type ApplyRunRow,
  endRunEvent,
  getRun,
  notify,
  putRunEvent,
  sayRunEvent,
  setRevisionOutcome,
} from '@regent/db';
import { type App, systemCtx } from '../../app-context.ts';
import { CHANNEL } from '../../events/topic.ts';
import { write } from '../../events/write.ts';
import { buildArtifact } from '../config/artifact.ts';
import { updateRun, withHeartbeat } from './lease.ts';
import { vaultRedactor } from './redactor.ts';
import { nextStep, type RunWork, type StepResult } from './step.ts';
import { steps } from './steps.ts';

/**
 * Takes the steps of a run from `first` to its end. Every step is written before it is taken, so that whoever finds the
 * run later knows how far it may have come. @throws LeaseLost when another process has taken over
 */
export async function driveRun(app: App, id: string, first: ApplyStep, stop: AbortSignal): Promise<void> {
  await withHeartbeat(app, id, async (lost) => {
    const signal = AbortSignal.any([lost, stop]);
    for (let step: ApplyStep | null = first; step !== null; step = nextStep[step]) {
      if (signal.aborted) return;
      const work = await prepare(app, { run: id, step }, signal);
      await begin(work, step);
      const result = await take(work, step);
      if (signal.aborted && result.state === 'failed') return; // not the engine's fault: the next owner repeats the step
      await finish(work, step, result);
      if (result.state === 'failed' && step !== 'reload') return endFailed(work, step, result);
      if (result.state === 'failed' && result.code !== 'engine-unreachable') return endFailed(work, step, result);
    }
    await endLive(app, id);
  });
}

async function prepare(app: App, event: { run: string; step: ApplyStep }, signal: AbortSignal): Promise<RunWork> {
  const run = await getRun(app.db, event.run);
  if (run === null) throw new Error(`run ${event.run} has no row`);
  const { artifact, diagnostics } = await buildArtifact(app, run.snapshot, run.baseRevision + 1);
  const redact = await vaultRedactor(app);
  const say = (text: string) =>
    void showText(app, event, text).catch((error) => app.log.warn({ err: error }, 'progress lost'));
  return { app, run, artifact, diagnostics, redact, signal, say };
}

async function begin({ app, run }: RunWork, step: ApplyStep): Promise<void> {
  await app.onStep(`before-${step}`);
  await app.db.transaction(async (tx) => {
    await updateRun({ app, tx }, run.id, { step });
    const startedAt = app.clock();
    await putRunEvent(tx, { run: run.id, step, state: 'running', text: null, startedAt, endedAt: null });
    await notify(tx, CHANNEL, JSON.stringify({ topic: 'run', id: run.id }));
  });
  await app.onStep(`begun-${step}`);
}

async function take(work: RunWork, step: ApplyStep): Promise<StepResult> {
  if (step === 'plan') return { state: 'done', text: '' };
  const result = await steps[step](work);
  await work.app.onStep(`after-${step}`);
  return result;
}

async function finish({ app, run }: RunWork, step: ApplyStep, result: StepResult): Promise<void> {
  await app.db.transaction(async (tx) => {
    const set = result.state === 'failed' ? {} : (result.set ?? {});
    await updateRun({ app, tx }, run.id, set);
    await endRunEvent(tx, { run: run.id, step }, { state: result.state, text: result.text, endedAt: app.clock() });
    await notify(tx, CHANNEL, JSON.stringify({ topic: 'run', id: run.id }));
  });
}

async function showText(app: App, event: { run: string; step: ApplyStep }, text: string): Promise<void> {
  const taken = await sayRunEvent(app.db, event, text);
  if (taken) await notify(app.db, CHANNEL, JSON.stringify({ topic: 'run', id: event.run }));
}

async function endFailed(work: RunWork, step: ApplyStep, result: StepResult & { state: 'failed' }): Promise<void> {
  const { app, run, diagnostics } = work;
  const current = await getRun(app.db, run.id);
  const number = current?.revision ?? null;
  const sentence =
    number === null
      ? `Nothing was changed: ${result.text}. Everything stays staged.`
      : `Revision ${number} is committed, but the engine does not serve it: ${result.text}.`;
  await closeRun(app, run.id, {
    outcome: number === null ? 'failed' : 'unhealthy',
    sentence,
    error: publicError(result.code, result.text),
    ...(step === 'validate' ? { diagnostics } : {}),
    log: result.log ?? [],
  });
}

async function endLive(app: App, id: string): Promise<void> {
  const run = await getRun(app.db, id);
  const number = run?.revision ?? null;
  await closeRun(app, id, { outcome: 'live', sentence: `Revision ${number} is live on every replica.` });
}

/** Ends a run in one transaction with the outcome of its revision. */
export async function closeRun(
  app: App,
  id: string,
  set: Pick<ApplyRunRow, 'outcome' | 'sentence'> & Partial<Pick<ApplyRunRow, 'error' | 'log' | 'diagnostics'>>,
): Promise<void> {
  const { replicas } = await app.servant.observe();
  await write(systemCtx(app, 'apply'), async (w) => {
    const run = await getRun(w.tx, id);
    if (run === null) throw new AppError('not-found');
    await updateRun({ app, tx: w.tx }, id, { ...set, endedAt: app.clock() });
    if (run.revision !== null && set.outcome !== null) {
      const engineVersion = replicas[0]?.engineVersion ?? null;
      await setRevisionOutcome(w.tx, run.revision, { outcome: set.outcome, engineVersion });
    }
    w.audit('change.outcome', `run ${id}`, `${set.outcome}: ${set.sentence}`);
    w.tell({ topic: 'run', id });
    w.tell({ topic: 'servant' });
  });
}

export function publicError(code: ErrorCode, detail: string): NonNullable<ApplyRunRow['error']> {
  const { message, hint } = errorTable[code];
  return { code, message: `${message} ${detail}`, hint };
}
