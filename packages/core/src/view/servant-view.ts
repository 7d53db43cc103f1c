/** What one replica of the engine does right now. */
export interface ReplicaView {
  readonly id: string;
  readonly alive: boolean;
  readonly ready: boolean;
  readonly revision: number | null;
  readonly fingerprint: string | null;
  readonly models: number | null;
  readonly engineVersion: string | null;
  readonly since: string | null;
  readonly memoryBytes: number | null;
  readonly note: string | null;
}

export interface ServantView {
  /** `installing` while the engine is brought up for the first time, with `progress` to read. */
  readonly state: 'installing' | 'starting' | 'serving' | 'degraded' | 'down';
  readonly progress: string | null;
  readonly driver: string;
  readonly target: string;
  /** Where clients call the gateway. */
  readonly endpoint: string;
  readonly replicas: readonly ReplicaView[];
  readonly revision: number;
  readonly drift: DriftView | null;
  /** A drift that somebody decided to live with for a time; then `drift` is null. */
  readonly ignoredDrift: IgnoredDrift | null;
  /** Of a Servant in a container whose engine answers. */
  readonly container?: ContainerView;
}

/** What the container engine says of the Servant's container. */
export interface ContainerView {
  readonly name: string;
  readonly image: string;
  /** `sha256:…` of the image that really runs. */
  readonly imageDigest: string;
  /** In the engine's words: `running`, `restarting`, `exited`, … */
  readonly state: string;
  readonly health: string | null;
  readonly exitCode: number | null;
  readonly outOfMemory: boolean;
  readonly restarts: number;
  readonly startedAt: string;
  readonly memoryBytes: number | null;
}

/** The file or the engine differs from what was applied. */
export interface DriftView {
  /** `database`: rows that LiteLLM stored itself. */
  readonly type: 'file' | 'engine' | 'missing-file' | 'database';
  readonly text: string;
  readonly since: string;
}

export interface IgnoredDrift {
  readonly text: string;
  /** ISO 8601 */
  readonly until: string;
  readonly reason: string;
  readonly by: string;
}

export interface LogLineView {
  readonly at: string | null;
  readonly level: 'debug' | 'info' | 'warning' | 'error' | null;
  readonly text: string;
}
