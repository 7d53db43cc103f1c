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
}

/** The file or the engine differs from what was applied. */
export interface DriftView {
  readonly type: 'file' | 'engine' | 'missing-file';
  readonly text: string;
  readonly since: string;
}

export interface LogLineView {
  readonly at: string | null;
  readonly level: 'debug' | 'info' | 'warning' | 'error' | null;
  readonly text: string;
}
