/** What runs the engine, as whoever runs it tells. */
export type ServantHost =
  | ({ readonly kind: 'container' } & ContainerState)
  | ({ readonly kind: 'process' } & ProcessState)
  | ({ readonly kind: 'unknown' } & HostTrouble);

/** What a container engine says of the Servant's container. */
export interface ContainerState {
  readonly name: string;
  readonly image: string;
  /** `sha256:…` of the image that really runs, whatever its tag names by now. */
  readonly imageDigest: string;
  /** In the engine's words: `created`, `running`, `paused`, `restarting`, `removing`, `exited`, `dead`. */
  readonly state: string;
  /** Null without a health check, and while it does not run. */
  readonly health: string | null;
  readonly exitCode: number | null;
  readonly outOfMemory: boolean;
  /** By the engine, after the container ended by itself. */
  readonly restarts: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly memoryBytes: number | null;
  /** Null when it may take what the host has. */
  readonly memoryBytesMax: number | null;
}

/** What the launcher says of itself and its workers. */
export interface ProcessState {
  readonly pid: number;
  /** Of the launcher and all workers together; null where the host does not tell. */
  readonly memoryBytes: number | null;
  /** By its supervisor, after it ended by itself; null without one that tells. */
  readonly restarts: number | null;
  /** ISO 8601; a renewal keeps it. Null where the launcher does not tell. */
  readonly startedAt: string | null;
}

/** `away`: nobody answers; `absent`: no such container; `refused`: the gate, or rights; `failed`: it was tried. */
export type HostTroubleReason = 'away' | 'absent' | 'refused' | 'failed';

/** Why nobody can say how the engine runs, as two sentences: what is wrong, and what mends it. */
export interface HostTrouble {
  readonly reason: HostTroubleReason;
  readonly message: string;
  readonly remedy: string;
}
