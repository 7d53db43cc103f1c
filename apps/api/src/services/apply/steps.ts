import { type ApplyStep, counted, hasError, spanText } from '@regent/core';
import { ServantWriteError } from '@regent/servant';
import type { App } from '../../app-context.ts';
import { loadSettings } from '../setting/settings.ts';
import { commit } from './commit.ts';
import { armWatchdog, beginCountdown, confirm } from './confirm.ts';
import { deploymentNames } from './deployment-names.ts';
import { updateRun } from './lease.ts';
import type { TakeStep } from './step.ts';
import { verify } from './verify.ts';

/** Each step of an Apply, as one function from the run to what came of it. Repeating one that is done is harmless. */
export const steps: Record<Exclude<ApplyStep, 'plan'>, TakeStep> = {
  render: async ({ artifact }) => ({
    state: 'done',
    text: `${counted(artifact.deploymentIds.length, 'deployment')}, fingerprint ${artifact.fingerprint}`,
    set: { fingerprint: artifact.fingerprint, artifactHash: artifact.hash },
  }),

  validate: async ({ diagnostics }) => {
    const errors = diagnostics.filter((one) => one.severity === 'error').length;
    if (hasError(diagnostics))
      return {
        state: 'failed',
        code: 'config-invalid',
        text: `${counted(errors, 'error')} in the configuration`,
      };
    const findings = diagnostics.length;
    return {
      state: 'done',
      text: findings === 0 ? 'no findings' : `${counted(findings, 'finding')}, no error`,
      set: { diagnostics },
    };
  },

  check: async ({ app, run, artifact, redact, signal }) => {
    const verdict = await app.servant.check(artifact, {
      timeoutMs: 10_000 + 4 * artifact.deploymentIds.length,
      signal,
    });
    switch (verdict.verdict) {
      case 'not-checked':
        return { state: 'skipped', text: `not checked: ${redact(verdict.reason)}` };
      case 'refused': {
        const text = `the engine refuses it: ${redact(verdict.reason)}`;
        if (run.insist) return { state: 'done', text: `${text} (insisted)`, set: { insisted: true } };
        return { state: 'failed', code: 'engine-refused', text, log: verdict.warnings.map(redact) };
      }
      case 'accepted': {
        if (verdict.dropped.length === 0)
          return { state: 'done', text: `accepted by the engine in ${spanText(verdict.durationMs)}` };
        const text = `the engine would drop ${deploymentNames(run, verdict.dropped)}`;
        if (run.insist) return { state: 'done', text: `${text} (insisted)`, set: { insisted: true } };
        return { state: 'failed', code: 'engine-refused', text, log: verdict.warnings.map(redact) };
      }
    }
  },

  write: async (work) => {
    const { app, run, artifact } = work;
    const live = await app.servant.readArtifact();
    if (live?.hash === artifact.hash) return { state: 'skipped', text: 'the file is already this one' };
    if ((live?.hash ?? null) !== run.baseHash) {
      return { state: 'failed', code: 'file-changed', text: 'the file was changed outside Regent meanwhile' };
    }
    // The lease is looked at right before the one step that leaves a trace outside the database.
    await updateRun({ app }, run.id, {});
    try {
      await armWatchdog(work);
      await app.servant.writeArtifact(artifact);
    } catch (error) {
      if (!(error instanceof ServantWriteError)) throw error;
      app.log.error({ err: error, run: run.id }, 'the artifact could not be written');
      await app.servant.watchdog?.forget(run.id);
      return { state: 'failed', code: 'write-failed', text: 'the file could not be written; the old one is untouched' };
    }
    return { state: 'done', text: `${counted(Buffer.byteLength(artifact.text), 'byte')} written` };
  },

  commit,

  reload: async ({ app, say, signal, redact }) => {
    const { readyTimeoutMs } = await loadSettings(app.db);
    const result = await app.servant.reload({
      deadlineMs: readyTimeoutMs,
      signal,
      onProgress: (progress) => say(redact(progress.text)),
    });
    switch (result.outcome) {
      case 'serving':
        return {
          state: 'done',
          text: result.changed
            ? `in effect after ${spanText(result.durationMs)}${await drainText(app)}`
            : 'already in effect',
        };
      case 'refused':
        return { state: 'failed', code: 'engine-error', text: redact(result.reason), log: result.log.map(redact) };
      case 'late':
        return {
          state: 'failed',
          code: 'engine-error',
          text: 'the engine did not come up in time',
          log: result.log.map(redact),
        };
      case 'unreachable':
        return { state: 'failed', code: 'engine-unreachable', text: redact(result.reason) };
    }
  },

  verify: async (work) => {
    const result = await verify(work);
    if (result.state === 'done') await beginCountdown(work);
    return result;
  },

  confirm,
};

/** A new generation takes over while the one before it ends what it has begun; nobody waits for that. */
async function drainText({ servant }: App): Promise<string> {
  const { reload } = await servant.describe();
  return reload === 'generation' ? '; the generation before finishes what it has begun' : '';
}
