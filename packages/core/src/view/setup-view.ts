/** First-run state: whether somebody still has to become the first administrator, and what is being brought up. */
export interface SetupStatus {
  readonly needed: boolean;
  readonly steps: readonly SetupStep[];
}

export interface SetupStep {
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  /** For people, one line. */
  readonly text: string;
}
