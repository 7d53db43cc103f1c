import type { ServantHost } from './servant-host.ts';

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
  /** Sentences about what it lacks although it serves, such as a Redis that does not answer. */
  readonly findings: readonly string[];
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
  readonly host: ServantHost;
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
