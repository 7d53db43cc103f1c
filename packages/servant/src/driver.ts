import type { RecreationView, ServantHost } from '@regent/core';

/**
 * A Servant: one LiteLLM that Regent governs. Drivers differ in how they reach it; promises are the same, and
 * `contract.ts` holds them against every driver.
 *
 * All methods may be called at any time, also while the engine is down; none keeps a state that a new process of Regent
 * would need. Failures to reach the engine are values where the method describes the engine, and throw
 * {@link ServantUnreachable} where an action was asked for.
 */
export interface ServantDriver {
  /** What this driver can do and where it stands. No I/O beyond a local look-up; within 1 s. */
  describe(): Promise<ServantDescription>;

  /** The artifact that lies on the live path, or null when there is none yet. */
  readArtifact(): Promise<LiveArtifact | null>;

  /**
   * Puts an artifact on the live path in one step: a reader sees the old pair or the new pair, whole. Keeps the last
   * good copy. Idempotent by hash. Does not touch the engine.
   * @throws ServantWriteError when nothing was changed (disk full, no permission).
   */
  writeArtifact(artifact: Artifact): Promise<LiveArtifact>;

  /**
   * Makes the engine serve the artifact of the live path. Idempotent: an engine that already serves this hash does
   * nothing. Ends when the new configuration serves, was refused, or `deadlineMs` passed.
   */
  reload(options: ReloadOptions): Promise<ReloadResult>;

  /** What each replica serves now. Never throws: an engine that is away is a replica that is not alive. */
  observe(): Promise<Observation>;

  /** What the real engine makes of a candidate, without serving it. Never throws: not being able to tell is a verdict. */
  check(candidate: Artifact, options?: CheckOptions): Promise<EngineVerdict>;

  /** Names among `environment` whose change needs a new import of LiteLLM (about 20 s, no request lost). */
  importTimeNames(environment: Readonly<Record<string, string>>): Promise<readonly string[]>;

  /**
   * What has to happen outside Regent before this environment can hold; null where a reload brings it. Never throws: an
   * engine that is away is null too.
   */
  recreation(environment: Readonly<Record<string, string>>): Promise<RecreationView | null>;

  /** The engine's environment without what the artifact puts there; null where nobody can tell. Never throws. */
  ownEnvironment(): Promise<OwnEnvironment | null>;

  /** The last `tail` log lines, then (with `follow`) new ones until `signal` aborts; re-attaches after a restart. */
  logs(options: LogOptions): AsyncIterable<LogLine>;

  /** What takes an unconfirmed artifact back; absent where nothing of ours stands beside the engine. */
  readonly watchdog?: Watchdog;
}

/**
 * Takes an artifact back that nobody kept before its time was over: the live path holds the good one again and the
 * engine serves it, whether or not Regent or its database live. One watch at a time.
 */
export interface Watchdog {
  /**
   * Before the artifact is written. The good one to go back to is the live one if it serves, else the last that did.
   * @throws ServantWriteError when it could not be armed
   */
  arm(watch: { readonly run: string; readonly hash: string; readonly until: Date }): Promise<void>;
  state(): Promise<WatchState>;
  /** Moves the deadline. False when it is too late, or another run is watched. */
  extend(wish: { readonly run: string; readonly until: Date }): Promise<boolean>;
  /** Ends the watch for good; idempotent. False when the artifact was taken back already. */
  keep(run: string): Promise<boolean>;
  /** Does at once to the files what the end of the time would do; the engine follows. Nothing when it is not armed. */
  takeBack(run: string): Promise<void>;
  /** What happened is recorded: nothing of this run is remembered here any more. */
  forget(run: string): Promise<void>;
}

export interface Watch {
  readonly run: string;
  readonly hash: string;
  /** `revision` is null when somebody else wrote the good one. */
  readonly back: { readonly hash: string; readonly revision: number | null };
}

export type WatchState =
  | { readonly state: 'none' }
  | ({ readonly state: 'armed'; readonly until: Date } & Watch)
  | ({ readonly state: 'reverted' } & Watch);

/** The pair that makes a configuration whole. Both texts hold secrets: files 0600, never logged. */
export interface Artifact {
  /** SHA-256 (hex) over both texts. */
  readonly hash: string;
  /** First 12 hex digits of the fingerprint that is stamped into each deployment. */
  readonly fingerprint: string;
  readonly revision: number;
  /** `config.yaml`. */
  readonly text: string;
  /** Complete environment of the Servant beyond the installation's own. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ids that `/model/info` must list, distinct. */
  readonly deploymentIds: readonly string[];
}

export interface LiveArtifact {
  readonly hash: string;
  /** From the file beside it; null when somebody else wrote the file. */
  readonly revision: number | null;
  readonly text: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface ServantDescription {
  readonly driver: 'process' | 'docker' | 'swarm' | 'memory';
  /** For people: an address, a container name. */
  readonly target: string;
  /** Base URL of LiteLLM's API as Regent reaches it. */
  readonly baseUrl: string;
  readonly reload: 'generation' | 'rolling' | 'restart';
  readonly canCheck: boolean;
  readonly canChangeEnvironment: boolean;
}

/** What the installation itself gave the engine's process. */
export interface OwnEnvironment {
  readonly names: readonly string[];
  /** Value of `LITELLM_ENVIRONMENT`, which decides which deployments the engine takes; null when it is not set. */
  readonly stage: string | null;
}

export interface ReloadOptions {
  readonly deadlineMs: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReloadProgress) => void;
}

export interface ReloadProgress {
  readonly step: 'waiting' | 'forked' | 'ready' | 'serving' | 'draining' | 'drained' | 'renewing' | 'restarting';
  /** For people, one line. */
  readonly text: string;
  readonly atMs: number;
}

export type ReloadResult =
  | { readonly outcome: 'serving'; readonly durationMs: number; readonly changed: boolean }
  | { readonly outcome: 'refused'; readonly reason: string; readonly log: readonly string[] }
  | { readonly outcome: 'late'; readonly log: readonly string[] }
  | { readonly outcome: 'unreachable'; readonly reason: string };

export interface Observation {
  readonly replicas: readonly Replica[];
  readonly host: ServantHost;
}

export interface Replica {
  readonly id: string;
  readonly alive: boolean;
  readonly ready: boolean;
  /** Hash of the artifact that this replica loaded; null where it cannot tell. */
  readonly artifactHash: string | null;
  readonly fingerprint: string | null;
  /** Distinct deployment ids that it serves; null is "not checked". */
  readonly deploymentIds: readonly string[] | null;
  readonly engineVersion: string | null;
  /** ISO 8601. */
  readonly since: string | null;
  readonly memoryBytes: number | null;
  /** Sentences about what it lacks although it serves, such as a Redis that does not answer. */
  readonly findings: readonly string[];
  /** Set when this replica serves an older artifact than the live path holds (fell back to the last good copy). */
  readonly note?: string;
}

export interface CheckOptions {
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export type EngineVerdict =
  | {
      readonly verdict: 'accepted';
      readonly deploymentIds: readonly string[];
      /** Deployments of the candidate that the engine would drop. */
      readonly dropped: readonly string[];
      readonly warnings: readonly string[];
      /** Sections that were left out of the check because loading them acts on the world. */
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

export interface LogOptions {
  readonly tail: number;
  readonly follow: boolean;
  readonly signal?: AbortSignal;
}

export interface LogLine {
  /** ISO 8601 where the line carries a time. */
  readonly at: string | null;
  readonly level: 'debug' | 'info' | 'warning' | 'error' | null;
  /** Not redacted: pass it through the redactor before it is shown or stored. */
  readonly text: string;
}

export class ServantUnreachable extends Error {
  override readonly name = 'ServantUnreachable';
}

export class ServantWriteError extends Error {
  override readonly name = 'ServantWriteError';
}
