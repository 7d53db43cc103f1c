import { type ApplyStep, AppError, counted, errorTable, type ErrorCode, spanText } from '@regent/core';
import {
  type ApplyRunRow,
  endRunEvent,
  getRevision,
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
import { type EngineLog, followEngine } from './engine-log.ts';
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
    let engineLog: EngineLog | null = null;
    try {
      for (let step: ApplyStep | null = first; step !== null; step = nextStep[step]) {
        if (signal.aborted) return;
        if (step === 'reload') engineLog = followEngine(app, id, signal);
        const work = await prepare(app, { run: id, step }, signal);
        await begin(work, step);
        const result = await take(work, step);
        if (signal.aborted && result.state === 'failed') return; // not the engine's fault: the next owner repeats the step
        await finish(work, step, result);
        if (result.state === 'failed' && endsRun(step, result))
          return await endFailed(work, { step, result, said: (await engineLog?.end()) ?? [] });
      }
      await endLive(app, id, (await engineLog?.end()) ?? []);
    } finally {
      await engineLog?.end();
    }
  });
}

/** An engine that was away when it was told may still come up with the new file: verify decides. */
function endsRun(step: ApplyStep, result: Failure): boolean {
  return step !== 'reload' || result.code !== 'engine-unreachable';
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

type Failure = StepResult & { state: 'failed' };

async function endFailed(
  work: RunWork,
  end: { step: ApplyStep; result: Failure; said: readonly string[] },
): Promise<void> {
  const { app, run, diagnostics } = work;
  const { step, result, said } = end;
  const current = await getRun(app.db, run.id);
  const number = current?.revision ?? null;
  const sentence =
    number === null
      ? `Nothing was changed: ${result.text}. Everything stays staged.`
      : `Revision ${number} is committed, but the engine does not serve it: ${result.text}.`;
  const known = new Set(said);
  await closeRun(app, run.id, {
    outcome: number === null ? 'failed' : 'unhealthy',
    sentence,
    error: publicError(result.code, result.text),
    ...(step === 'validate' ? { diagnostics } : {}),
    log: [...said, ...(result.log ?? []).filter((line) => !known.has(line))],
  });
}

async function endLive(app: App, id: string, log: readonly string[]): Promise<void> {
  const run = await getRun(app.db, id);
  const number = run?.revision;
  const row = number === null || number === undefined ? null : await getRevision(app.db, number);
  if (run === null || row === null) throw new Error(`run ${id} is live without a revision`);
  const { replicas } = await app.servant.observe();
  const durationMs = app.clock().getTime() - run.startedAt.getTime();
  // An insisted Apply may be live without some of what it asked for.
  const models = Math.min(row.models, ...replicas.map((one) => one.deploymentIds?.length ?? row.models));
  const sentence = liveSentence({ number: row.number, replicas: replicas.length, models, durationMs });
  await closeRun(app, id, { outcome: 'live', sentence, log });
}

/** Says what was seen and no more. */
function liveSentence(seen: { number: number; replicas: number; models: number; durationMs: number }): string {
  const on = counted(seen.replicas, 'replica');
  return `Revision ${seen.number} is live on ${on}: ${counted(seen.models, 'model')}, ${spanText(seen.durationMs)}.`;
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
