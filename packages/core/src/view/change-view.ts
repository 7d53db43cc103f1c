import type { Diagnostic } from '../diagnostic.ts';
import type { ItemKind } from '../item.ts';
import type { Json, JsonObject } from '../json.ts';
import type { StagedFlag } from '../staging/flag.ts';

/** One field of one item that a change touches. Secrets carry `***` where there is one and say only that they changed. */
export interface FieldChange {
  /** Pointer inside the item's data. */
  readonly pointer: string;
  readonly path: string;
  readonly type: 'added' | 'removed' | 'changed' | 'moved';
  readonly before?: Json;
  readonly after?: Json;
  readonly secret: boolean;
}

export interface ItemChange {
  readonly kind: ItemKind;
  readonly key: string;
  readonly name: string;
  readonly flag: StagedFlag;
  readonly author: string;
  readonly stagedAt: string;
  readonly version: number;
  readonly fields: readonly FieldChange[];
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
}

/** Drives the Apply bar. */
export interface ChangeSummary {
  readonly count: number;
  readonly people: readonly string[];
  readonly byKind: Readonly<Partial<Record<ItemKind, number>>>;
  readonly run: RunView | null;
  readonly revision: number;
}

/** Verdict of the real engine on a candidate. */
export type EngineCheckView =
  | {
      readonly verdict: 'accepted';
      readonly deployments: number;
      readonly dropped: readonly string[];
      readonly warnings: readonly string[];
      readonly skipped: readonly string[];
      readonly durationMs: number;
    }
  | {
      readonly verdict: 'refused';
      readonly reason: string;
      readonly warnings: readonly string[];
      readonly durationMs: number;
    }
  | { readonly verdict: 'not-checked'; readonly reason: string };

/** Everything that Review shows except the engine's verdict, which is asked for on its own (`change.check`). */
export interface ReviewView {
  /** Names exactly what was reviewed; Apply refuses another one (`plan-stale`). */
  readonly plan: string;
  readonly baseRevision: number;
  readonly changes: readonly ItemChange[];
  readonly diagnostics: readonly Diagnostic[];
  /** Redacted. */
  readonly textBefore: string;
  readonly textAfter: string;
  readonly models: { readonly before: number; readonly after: number; readonly removed: readonly string[] };
  /** True when Apply wants `confirmModels` typed (shrink guard). */
  readonly shrinkGuard: boolean;
  /** How the engine takes it up. */
  readonly reload: 'generation' | 'rolling' | 'restart' | 'renewal' | 'recreate';
  /** Import-time settings that make it a renewal (about 20 s, no request lost). */
  readonly importTimeNames: readonly string[];
  /** Set when it is `recreate`: what somebody has to do first, because no reload brings it. */
  readonly recreation: RecreationView | null;
  /** What the Servant lacks right now although it serves, in sentences. */
  readonly servantFindings: readonly string[];
  readonly affected: readonly {
    readonly kind: ItemKind;
    readonly key: string;
    readonly name: string;
    readonly text: string;
  }[];
  /** True when effective equals applied in meaning: Apply would do nothing. */
  readonly empty: boolean;
  /** Staged items that this plan leaves out; none when everything is taken. */
  readonly left: readonly { readonly kind: ItemKind; readonly key: string; readonly name: string }[];
  readonly gate: GateView;
  /** Whether this Servant can take an unconfirmed Apply back by itself. */
  readonly canConfirm: boolean;
}

/** The Servant's container has to be created anew with these variables, by whoever made it. */
export interface RecreationView {
  readonly container: string;
  readonly names: readonly string[];
  readonly command: string;
}

/** What stands between this plan and its Apply beside the configuration itself. */
export interface GateView {
  /** Null when no approval is needed. */
  readonly approval: ApprovalView | null;
  /** The freeze that holds now; null when there is none. */
  readonly freeze: FreezeView | null;
}

export interface ApprovalView {
  readonly by: readonly { readonly person: string; readonly at: string }[];
  /** Authors of the staged changes, whose own approval does not count. */
  readonly authors: readonly string[];
  /** True when the person who asks may approve it. */
  readonly mayApprove: boolean;
}

export interface FreezeView {
  readonly name: string;
  readonly setBy: string;
  /** ISO 8601 */
  readonly until: string;
}

export const applySteps = [
  'plan',
  'render',
  'validate',
  'check',
  'write',
  'commit',
  'reload',
  'verify',
  'confirm',
] as const;
export type ApplyStep = (typeof applySteps)[number];

/** `reverted`: it was not confirmed in time, or taken back, and the revision before serves again. */
export const runOutcomes = ['live', 'unhealthy', 'failed', 'nothing-to-do', 'reverted'] as const;
export type RunOutcome = (typeof runOutcomes)[number];

export interface RunStepView {
  readonly step: ApplyStep;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'skipped';
  readonly text: string | null;
  readonly startedAt: string | null;
  readonly durationMs: number | null;
}

/** A confirmed Apply: it is taken back unless somebody keeps it in time. */
export interface ConfirmView {
  readonly ms: number;
  /** ISO 8601; null until it begins to run. */
  readonly until: string | null;
  /** True while it serves and waits for somebody. */
  readonly waiting: boolean;
  readonly decidedBy: string | null;
}

export interface RunView {
  readonly id: string;
  readonly author: string;
  readonly reason: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** Set for a confirmed Apply. */
  readonly confirm: ConfirmView | null;
  readonly steps: readonly RunStepView[];
  /** Null while it runs. */
  readonly outcome: RunOutcome | null;
  /** One plain sentence when it ended. */
  readonly sentence: string | null;
  readonly revision: number | null;
  readonly error: { readonly code: string; readonly message: string; readonly hint: string } | null;
  readonly diagnostics: readonly Diagnostic[];
  /** Redacted lines of the engine that belong to this run. */
  readonly log: readonly string[];
}

export interface RevisionView {
  readonly number: number;
  readonly parent: number | null;
  readonly author: string;
  readonly reason: string;
  readonly createdAt: string;
  readonly outcome: RunOutcome | 'applying' | 'initial';
  readonly fingerprint: string;
  readonly engineVersion: string | null;
  readonly models: number;
  readonly changes: number;
  readonly insisted: boolean;
  /** Only some of what was staged was taken. */
  readonly selected: boolean;
  readonly approvedBy: string | null;
  /** Why a freeze or a missing approval was overridden. */
  readonly overrideReason: string | null;
  readonly note: string;
  readonly tags: readonly string[];
  /** Serves now, on every replica. */
  readonly live: boolean;
}

export interface RevisionDetail extends RevisionView {
  readonly itemChanges: readonly ItemChange[];
  /** Redacted. */
  readonly text: string;
}

export interface Comparison {
  readonly from: number;
  readonly to: number;
  readonly changes: readonly ItemChange[];
  readonly textBefore: string;
  readonly textAfter: string;
}

export interface RevisionPage {
  readonly revisions: readonly RevisionView[];
  /** Cursor of the next page, null at the end. */
  readonly next: number | null;
}
