import { AppError, counted, errorTable, type ApplyStep, type ErrorCode, spanText } from '@regent/core';
import { type ApplyRunRow, getRevision, getRun, setRevisionOutcome } from '@regent/db';
import type { Watch } from '@regent/servant';
import { type App, systemCtx } from '../../app-context.ts';
import { write } from '../../events/write.ts';
import { updateRun } from './lease.ts';
import { recordRevert } from './revert.ts';
import type { Failure, RunWork } from './step.ts';

/** Ends a run at the step that failed; one that was taken back is recorded as such. */
export async function endFailed(
  work: RunWork,
  end: { step: ApplyStep; result: Failure; said: readonly string[] },
): Promise<void> {
  const { app, run, diagnostics } = work;
  const { step, result, said } = end;
  const watch = (await app.servant.watchdog?.state()) ?? { state: 'none' };
  if (watch.state === 'reverted' && watch.run === run.id) return endReverted(work, { watch, said });
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

async function endReverted(work: RunWork, end: { watch: Watch; said: readonly string[] }): Promise<void> {
  const { app } = work;
  const run = await getRun(app.db, work.run.id);
  if (run === null) throw new AppError('not-found');
  const { back, recorded } = await recordRevert(app, run, end.watch);
  const now = recorded === null ? '' : ` Revision ${recorded} is revision ${back ?? '?'} again.`;
  const who = run.decidedBy === null ? '' : ` by ${run.decidedBy}`;
  const what =
    run.revision === null
      ? 'Nothing was changed: the time to confirm was over before the revision was committed. Everything stays staged.'
      : `Revision ${run.revision} is taken back${who}${who || run.error ? '' : ', because nobody confirmed it in time'}.`;
  const outcome = run.revision === null ? 'failed' : 'reverted';
  await closeRun(app, run.id, { outcome, sentence: `${what}${now}`, log: end.said });
}

export async function endLive(app: App, id: string, log: readonly string[]): Promise<void> {
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
  await app.servant.watchdog?.forget(id);
}

export function publicError(code: ErrorCode, detail: string): NonNullable<ApplyRunRow['error']> {
  const { message, hint } = errorTable[code];
  return { code, message: `${message} ${detail}`, hint };
}
