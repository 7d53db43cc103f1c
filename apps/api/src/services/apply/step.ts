import type { ApplyStep, Diagnostic, ErrorCode } from '@regent/core';
import type { ApplyRunRow } from '@regent/db';
import type { Artifact } from '@regent/servant';
import type { App } from '../../app-context.ts';
import type { Redactor } from './redactor.ts';

/** What the steps of one run share. Everything here can be made again from the run's row. */
export interface RunWork {
  readonly app: App;
  /** As it was read last; steps that change it go through the row. */
  readonly run: ApplyRunRow;
  readonly artifact: Artifact;
  readonly diagnostics: readonly Diagnostic[];
  readonly redact: Redactor;
  /** Aborts when the process ends or the lease is lost. */
  readonly signal: AbortSignal;
  /** Replaces the line of the running step that everybody sees. */
  readonly say: (text: string) => void;
}

export type StepResult =
  | { readonly state: 'done' | 'skipped'; readonly text: string; readonly set?: Partial<ApplyRunRow> }
  | { readonly state: 'failed'; readonly code: ErrorCode; readonly text: string; readonly log?: readonly string[] };

export type Failure = StepResult & { state: 'failed' };

export type TakeStep = (work: RunWork) => Promise<StepResult>;

/** The step that follows; null after the last. */
export const nextStep: Record<ApplyStep, ApplyStep | null> = {
  plan: 'render',
  render: 'validate',
  validate: 'check',
  check: 'write',
  write: 'commit',
  commit: 'reload',
  reload: 'verify',
  verify: 'confirm',
  confirm: null,
};
