import type { ItemRef } from '../item.ts';
import type { Diagnostic } from '../diagnostic.ts';
import type { LookUp } from './impact-view.ts';

/** What going back to a revision would mean, before anything is staged. */
export interface RestoreCheck {
  readonly number: number;
  /** Items that cannot come back, and stay as they are now. */
  readonly leftOut: readonly (ItemRef & { readonly name: string; readonly why: string })[];
  /** Items that are there now and were not then: they would go. */
  readonly removed: readonly (ItemRef & { readonly name: string })[];
  /** Staged edits that would be replaced. */
  readonly replaced: { readonly count: number; readonly people: readonly string[] };
  /** What today's rules say about the old configuration. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What went through the gateway while a revision served, by time. */
export interface RevisionTraffic {
  readonly number: number;
  readonly requests: number;
  readonly errors: number;
  /** Median and 95th percentile; null without a request that was timed. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** USD. */
  readonly spend: number;
}

export type RevisionTrafficView = LookUp<RevisionTraffic>;

/** The search for the revision that made things worse: halving what lies between a good one and a bad one. */
export interface BisectView {
  readonly good: number;
  readonly bad: number;
  /** Revisions that were judged on the way. */
  readonly judged: readonly { readonly number: number; readonly good: boolean }[];
  /** The one to try next; null when it is found. */
  readonly next: number | null;
  /** Revisions that are still in question. */
  readonly left: number;
  /** The first bad one, once it is known. */
  readonly culprit: number | null;
  readonly startedBy: string;
}
