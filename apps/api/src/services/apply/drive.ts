import { AppError, type ApplyStep, applySteps } from '@regent/core';
import { endRunEvent, getRun, notify, putRunEvent, sayRunEvent } from '@regent/db';
import type { App } from '../../app-context.ts';
import { CHANNEL } from '../../events/topic.ts';
import { buildArtifact } from '../config/artifact.ts';
import { closeRun, endFailed, endLive, publicError } from './close.ts';
import { watchOf } from './confirm.ts';
import { type EngineLog, followEngine } from './engine-log.ts';
import { updateRun, withHeartbeat } from './lease.ts';
import { vaultRedactor } from './redactor.ts';
import { type Failure, nextStep, type RunWork, type StepResult } from './step.ts';
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
      for (let step: ApplyStep | null = first, next: ApplyStep | null; step !== null; step = next) {
        if (signal.aborted) return;
        if (step === 'reload') engineLog = followEngine(app, id, signal);
        const work: RunWork | null = await prepare(app, { run: id, step }, signal).catch(
          (error): Promise<null> => giveUp(app, { run: id, step }, error),
        );
        if (work === null) return;
        // Nobody has to confirm it: then there is no such step.
        next = step === 'verify' && work.run.confirmMs === null ? null : nextStep[step];
        await begin(work, step);
        const result = await take(work, step);
        if (signal.aborted && result.state === 'failed') return; // not the engine's fault: the next owner repeats the step
        await finish(work, step, result);
        if (result.state !== 'failed' || !endsRun(step, result)) continue;
        if (await goesBack(work, { step, result })) next = 'confirm';
        else return await endFailed(work, { step, result, said: (await engineLog?.end()) ?? [] });
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

/** A confirmed Apply that does not come up is taken back at once: there is nothing to look at. */
async function goesBack(
  { app, run }: RunWork,
  { step, result }: { step: ApplyStep; result: Failure },
): Promise<boolean> {
  const { watchdog } = app.servant;
  if ((step !== 'reload' && step !== 'verify') || watchdog === undefined) return false;
  if (watchOf(await watchdog.state(), run.id) === 'none') return false;
  await updateRun({ app }, run.id, { error: publicError(result.code, result.text) });
  await watchdog.takeBack(run.id);
  return true;
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

/** Secrets that do not open end a run that has written nothing; one that has is tried again by whoever owns it. */
async function giveUp(app: App, event: { run: string; step: ApplyStep }, error: unknown): Promise<null> {
  const hasWritten = applySteps.indexOf(event.step) > applySteps.indexOf('write');
  if (hasWritten || !(error instanceof AppError)) throw error;
  app.log.error({ err: error, run: event.run }, 'the artifact could not be built');
  await closeRun(app, event.run, {
    outcome: 'failed',
    sentence: `Nothing was changed. ${error.message} Everything stays staged.`,
    error: publicError(error.code, error.detail ?? ''),
  });
  return null;
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
