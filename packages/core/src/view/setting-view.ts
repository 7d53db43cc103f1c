/** Regent's own settings, as opposed to the gateway's configuration. */
export interface SettingsView {
  /** An Apply that removes more than this share of the models wants typed confirmation. 0–100. */
  readonly shrinkPercent: number;
  /** How long an Apply waits for the engine to serve. */
  readonly readyTimeoutMs: number;
  readonly sessionIdleMinutes: number;
  readonly sessionMaxHours: number;
  /** What Review offers for a confirmed Apply; null when it is not the habit. */
  readonly confirmSeconds: number | null;
  /** Another person has to approve a plan before it applies. */
  readonly approvalNeeded: boolean;
  readonly freezes: readonly FreezeSetting[];
  /** Of weekly freezes. */
  readonly timeZone: string;
  /** How a reload of this Servant works, for people. */
  readonly restartHint: string;
}

/** A time in which nothing is applied. Weekly ones are on the wall clock of the time zone; 0 is Sunday. */
export type FreezeSetting = { readonly name: string; readonly setBy: string } & (
  | { readonly repeats: 'weekly'; readonly days: readonly number[]; readonly from: string; readonly to: string }
  | { readonly repeats: 'once'; readonly from: string; readonly to: string }
);
