/** Regent's own settings, as opposed to the gateway's configuration. */
export interface SettingsView {
  /** An Apply that removes more than this share of the models wants typed confirmation. 0–100. */
  readonly shrinkPercent: number;
  /** How long an Apply waits for the engine to serve. */
  readonly readyTimeoutMs: number;
  readonly sessionIdleMinutes: number;
  readonly sessionMaxHours: number;
  /** How a reload of this Servant works, for people. */
  readonly restartHint: string;
}
