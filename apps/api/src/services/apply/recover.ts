import type { ApplyStep } from '@regent/core';
import type { ApplyRunRow } from '@regent/db';
import type { App } from '../../app-context.ts';
import { watchOf } from './confirm.ts';
import { closeRun, publicError } from './close.ts';
import { driveRun } from './drive.ts';

/** What to do with a run whose owner is gone. */
export type Recovery =
  | { readonly action: 'close'; readonly reason: string }
  | { readonly action: 'drift' }
  | { readonly action: 'continue'; readonly from: ApplyStep };

/** Decided by how far the run had come and by whose file lies there. */
export function recoveryOf(
  run: Pick<ApplyRunRow, 'step' | 'baseHash' | 'artifactHash'>,
  fileHash: string | null,
): Recovery {
  switch (run.step) {
    case 'plan':
    case 'render':
    case 'validate':
    case 'check':
      return { action: 'close', reason: 'Regent was stopped before anything was written' };
    case 'write':
      // The same file before and after: the commit is all that is left to do.
      if (fileHash !== null && fileHash === run.artifactHash) return { action: 'continue', from: 'commit' };
      if (fileHash === run.baseHash)
        return { action: 'close', reason: 'Regent was stopped before the file was written' };
      return { action: 'drift' };
    case 'commit':
      if (fileHash !== null && fileHash === run.artifactHash) return { action: 'continue', from: 'commit' };
      return { action: 'drift' };
    case 'reload':
    case 'verify':
      return { action: 'continue', from: 'reload' };
    case 'confirm':
      return { action: 'continue', from: 'confirm' };
  }
}

/** Finishes or closes a run that this process has just taken over. */
export async function recoverRun(app: App, run: ApplyRunRow, stop: AbortSignal): Promise<void> {
  const live = await app.servant.readArtifact();
  const watch = (await app.servant.watchdog?.state()) ?? { state: 'none' };
  // Taken back while nobody was there to record it: whatever the run was doing, this is how it ended.
  const recovery: Recovery =
    watchOf(watch, run.id) === 'reverted'
      ? { action: 'continue', from: 'confirm' }
      : recoveryOf(run, live?.hash ?? null);
  app.log.warn({ run: run.id, step: run.step, recovery }, 'recovering a run that was left behind');
  switch (recovery.action) {
    case 'continue':
      return driveRun(app, run.id, recovery.from, stop);
    case 'close':
      return closeRun(app, run.id, {
        outcome: 'failed',
        sentence: `Nothing was changed: ${recovery.reason}. Everything stays staged.`,
        error: publicError('internal', recovery.reason),
      });
    case 'drift':
      return closeRun(app, run.id, {
        outcome: 'failed',
        sentence: 'Nothing was committed: the file was changed outside Regent meanwhile. Everything stays staged.',
        error: publicError('file-changed', ''),
      });
  }
}
