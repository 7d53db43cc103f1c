import type { RecreationView, ServantHost } from '@regent/core';
import { artifactHash } from '../artifact/hash.ts';
import type {
  Artifact,
  EngineVerdict,
  LogLine,
  LogOptions,
  Observation,
  OwnEnvironment,
  ReloadOptions,
  ReloadResult,
  ServantDriver,
  Watchdog,
  WatchState,
} from '../driver.ts';
import { ServantUnreachable, ServantWriteError } from '../driver.ts';
import { MemoryLog } from './log.ts';

/** How the fake engine is to behave from now on. */
export interface MemoryScript {
  /** The engine refuses whatever it is given, with this reason. */
  refuse: string | null;
  /** Ids of deployments that the engine leaves out. */
  drop: readonly string[];
  /** A new generation never becomes ready. */
  late: boolean;
  /** Nobody answers. */
  away: boolean;
  /** Writes fail with this reason, as on a full disk. */
  failWrites: string | null;
  /** Names whose change needs a new import. */
  importTimeNames: readonly string[];
  /** What the installation gave it; null when that cannot be told. */
  ownEnvironment: OwnEnvironment | null;
  /** What cannot be brought by a reload, once one of its names is asked for. */
  recreation: RecreationView | null;
  /** What every replica says that it lacks. */
  findings: readonly string[];
  /** What is said to run it. */
  host: ServantHost;
}

export interface MemoryServant {
  readonly driver: ServantDriver;
  readonly script: MemoryScript;
  /** The artifact that the fake engine serves, or null before the first reload. */
  serving(): Artifact | null;
  /** Lets the engine write a line to its log. */
  say(text: string, level?: LogLine['level']): void;
  /** Changes the live file as a person with an editor would. */
  editByHand(text: string): void;
}

export interface MemoryOptions {
  readonly replicas?: number;
  /** Time of every reported moment; a fixed one by default. */
  readonly now?: () => Date;
}

/** A Servant without an engine, with the promises of a real one and with every failure on demand. */
export function createMemoryServant(options: MemoryOptions = {}): MemoryServant {
  return new Memory(options);
}

class Memory implements MemoryServant {
  readonly script: MemoryScript = {
    refuse: null,
    drop: [],
    late: false,
    away: false,
    failWrites: null,
    importTimeNames: [],
    ownEnvironment: null,
    recreation: null,
    findings: [],
    host: { kind: 'process', pid: 1, memoryBytes: null, restarts: null, startedAt: '2026-01-01T00:00:00.000Z' },
  };
  readonly driver: ServantDriver;
  readonly #options: MemoryOptions;
  readonly #log: MemoryLog;
  #live: Artifact | null = null;
  #writtenHash: string | null = null;
  #watch: WatchState = { state: 'none' };
  #back: Artifact | null = null;
  #serving: { artifact: Artifact; deploymentIds: readonly string[]; since: string } | null = null;

  constructor(options: MemoryOptions) {
    this.#options = options;
    this.#log = new MemoryLog(() => this.#now());
    this.driver = {
      describe: async () => ({
        ...{ driver: 'memory', target: 'memory', baseUrl: 'http://servant.invalid' },
        ...{ reload: 'generation', canCheck: true, canChangeEnvironment: this.script.recreation === null },
      }),
      readArtifact: async () => this.#read(),
      writeArtifact: async (artifact) => this.#write(artifact),
      reload: async (reload) => this.#reload(reload),
      observe: async () => this.#observe(),
      check: async (candidate) => this.#check(candidate),
      importTimeNames: async (environment) => {
        if (this.script.away) throw new ServantUnreachable('The Servant is away.');
        return Object.keys(environment).filter((name) => this.script.importTimeNames.includes(name));
      },
      recreation: async (environment) =>
        this.script.recreation !== null && this.script.recreation.names.some((name) => name in environment)
          ? this.script.recreation
          : null,
      ownEnvironment: async () => (this.script.away ? null : this.script.ownEnvironment),
      logs: (log: LogOptions) => this.#log.follow(log),
      watchdog: this.#watchdog(),
    };
  }

  serving(): Artifact | null {
    return this.#serving?.artifact ?? null;
  }

  say(text: string, level: LogLine['level'] = 'info'): void {
    this.#log.add(text, level);
  }

  editByHand(text: string): void {
    if (this.#live === null) throw new Error('There is no file to edit yet.');
    const { environment } = this.#live;
    this.#live = { ...this.#live, text, hash: artifactHash({ text, environment }) };
  }

  /** The time is looked at whenever somebody looks: a fake has no process of its own that could act. */
  #watchdog(): Watchdog {
    const isRun = (run: string) => this.#watch.state !== 'none' && this.#watch.run === run;
    return {
      arm: async ({ run, hash, until }) => {
        const good = this.#serving?.artifact ?? this.#live;
        if (good === null) throw new ServantWriteError('There is no good artifact to go back to yet.');
        this.#back = good;
        this.#watch = { state: 'armed', run, hash, until, back: { hash: good.hash, revision: good.revision } };
      },
      state: async () => this.#watched(),
      extend: async ({ run, until }) => {
        const watch = this.#watched();
        if (watch.state !== 'armed' || watch.run !== run) return false;
        this.#watch = { ...watch, until };
        return true;
      },
      keep: async (run) => {
        if (this.#watched().state === 'reverted' && isRun(run)) return false;
        if (isRun(run)) this.#watch = { state: 'none' };
        return true;
      },
      takeBack: async (run) => {
        if (isRun(run) && this.#watch.state === 'armed') this.#watch = { ...this.#watch, until: this.#now() };
        this.#watched();
      },
      forget: async (run) => {
        if (isRun(run)) this.#watch = { state: 'none' };
      },
    };
  }

  #watched(): WatchState {
    const watch = this.#watch;
    if (watch.state !== 'armed' || this.#back === null || this.#now() < watch.until) return watch;
    const { run, hash, back } = watch;
    this.#live = this.#back;
    this.#writtenHash = this.#back.hash;
    if (this.#serving?.artifact.hash === hash)
      this.#serving = { ...this.#serving, artifact: this.#back, deploymentIds: this.#surviving(this.#back) };
    this.#watch = { state: 'reverted', run, hash, back };
    return this.#watch;
  }

  #read() {
    if (this.#live === null) return null;
    const { hash, revision, text, environment } = this.#live;
    return { hash, revision: hash === this.#writtenHash ? revision : null, text, environment };
  }

  #write(artifact: Artifact) {
    if (artifactHash(artifact) !== artifact.hash)
      throw new TypeError('The hash of the artifact is not that of its texts.');
    if (this.script.failWrites !== null) throw new ServantWriteError(this.script.failWrites);
    this.#live = artifact;
    this.#writtenHash = artifact.hash;
    const { hash, revision, text, environment } = artifact;
    return { hash, revision, text, environment };
  }

  #reload({ onProgress }: ReloadOptions): ReloadResult {
    if (this.script.away) return { outcome: 'unreachable', reason: 'The Servant is away.' };
    const artifact = this.#live;
    if (artifact === null) return { outcome: 'refused', reason: 'There is no artifact to serve yet.', log: [] };
    if (this.#serving?.artifact.hash === artifact.hash) return { outcome: 'serving', durationMs: 0, changed: false };
    if (this.script.late) return { outcome: 'late', log: [] };
    onProgress?.({ step: 'forked', text: 'A new generation is starting.', atMs: 0 });
    if (this.script.refuse !== null) {
      this.say(this.script.refuse, 'error');
      return { outcome: 'refused', reason: this.script.refuse, log: [this.script.refuse] };
    }
    this.#serving = { artifact, deploymentIds: this.#surviving(artifact), since: this.#now().toISOString() };
    this.say(`serving revision ${artifact.revision}`);
    onProgress?.({ step: 'serving', text: 'The new generation answers.', atMs: 0 });
    return { outcome: 'serving', durationMs: 0, changed: true };
  }

  #observe(): Observation {
    const replica = (index: number) => {
      const serving = this.script.away ? null : this.#serving;
      return {
        id: `memory-${index}`,
        alive: !this.script.away,
        ready: serving !== null,
        artifactHash: serving?.artifact.hash ?? null,
        fingerprint: serving?.artifact.fingerprint ?? null,
        deploymentIds: serving?.deploymentIds ?? null,
        engineVersion: this.script.away ? null : '1.104.0',
        since: serving?.since ?? null,
        memoryBytes: null,
        findings: this.script.findings,
      };
    };
    return {
      replicas: Array.from({ length: this.#options.replicas ?? 1 }, (_, index) => replica(index)),
      host: this.script.host,
    };
  }

  #check(candidate: Artifact): EngineVerdict {
    if (this.script.away) return { verdict: 'not-checked', reason: 'The Servant is away.' };
    if (this.script.late) return { verdict: 'not-checked', reason: 'The check took too long.' };
    if (this.script.refuse !== null)
      return { verdict: 'refused', reason: this.script.refuse, warnings: [], durationMs: 0 };
    const deploymentIds = this.#surviving(candidate);
    const dropped = candidate.deploymentIds.filter((id) => this.script.drop.includes(id));
    return { verdict: 'accepted', deploymentIds, dropped, warnings: [], skipped: [], durationMs: 0 };
  }

  #surviving({ deploymentIds }: Artifact): readonly string[] {
    return deploymentIds.filter((id) => !this.script.drop.includes(id));
  }

  #now(): Date {
    return this.#options.now?.() ?? new Date('2026-01-01T00:00:00.000Z');
  }
}
