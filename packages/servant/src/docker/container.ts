import type { ContainerState } from '@regent/core';
import type Docker from 'dockerode';
import { engineRefusal } from './refusal.ts';

/** How the container is found: by its name, or by what Compose labels it with (one of it has to be there). */
export type ContainerChoice = { readonly name: string } | { readonly project: string; readonly service: string };

/** What an inspection tells of a container, as far as a driver uses it. */
export interface InspectedContainer {
  readonly id: string;
  readonly state: ContainerState;
  /** Its streams are not multiplexed. */
  readonly terminal: boolean;
  /** The whole command line, entry point first. */
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly mounts: readonly { readonly source: string; readonly destination: string }[];
}

/** `since` is seconds of the epoch with up to nine decimals, as text: a number would lose the last of them. */
export type LogRange =
  | { readonly tail: number; readonly follow: boolean }
  | { readonly since: string; readonly follow: boolean };

const INSPECT_TIMEOUT_MS = 5_000;
const STATS_TIMEOUT_MS = 2_000;

/** One container of an engine. It is looked up anew each time, because Compose replaces it under the same name. */
export class ServantContainer {
  readonly #engine: Docker;
  readonly #choice: ContainerChoice;
  /** For people and for messages. */
  readonly label: string;

  constructor(engine: Docker, choice: ContainerChoice) {
    this.#engine = engine;
    this.#choice = choice;
    this.label = 'name' in choice ? choice.name : `${choice.project}/${choice.service}`;
  }

  /** @throws EngineRefusal */
  async inspect(signal?: AbortSignal): Promise<InspectedContainer> {
    return this.#asked(async () =>
      toInspected(await (await this.#handle()).inspect(within(INSPECT_TIMEOUT_MS, signal))),
    );
  }

  /** Memory in use, without what the kernel may take back; null where the engine does not say. */
  async memoryBytes(): Promise<number | null> {
    try {
      const handle = await this.#handle();
      const options = { stream: false, 'one-shot': true, ...within(STATS_TIMEOUT_MS) } as const;
      const { memory_stats: memory } = await handle.stats(options);
      if (memory.usage === undefined) return null;
      return memory.usage - (memory.stats?.total_inactive_file ?? memory.stats?.inactive_file ?? 0);
    } catch {
      return null; // it has just ended, or the engine is an old one
    }
  }

  /**
   * Stops it, gives it `graceS` to finish, and starts it: also a container that is not running.
   * @throws EngineRefusal
   */
  async restart(graceS: number, signal?: AbortSignal): Promise<void> {
    await this.#asked(async () =>
      (await this.#handle()).restart({ t: graceS, ...(signal && { abortSignal: signal }) }),
    );
  }

  /**
   * What it printed, with time stamps; with `follow` until it stops.
   * @throws EngineRefusal
   */
  async logs(range: LogRange, signal: AbortSignal | undefined): Promise<AsyncIterable<Buffer>> {
    const { follow, ...where } = range;
    const query = { stdout: true, stderr: true, timestamps: true, ...where, ...(signal && { abortSignal: signal }) };
    return this.#asked(async () => {
      const handle = await this.#handle();
      if (follow) return bytesOf(await handle.logs({ ...query, follow: true }));
      return bytesOf([await handle.logs({ ...query, follow: false })]);
    });
  }

  /**
   * One chunk for each start from `since` (seconds of the epoch) on. The gate knows this very question and no other.
   * @throws EngineRefusal
   */
  async starts(since: number, signal: AbortSignal | undefined): Promise<AsyncIterable<Buffer>> {
    const filters = {
      ...('name' in this.#choice ? { container: [this.#choice.name] } : { label: labels(this.#choice) }),
      event: ['start'],
    };
    const options = { since, filters, ...(signal && { abortSignal: signal }) };
    return this.#asked(async () => bytesOf(await this.#engine.getEvents(options)));
  }

  async #handle(): Promise<Docker.Container> {
    if ('name' in this.#choice) return this.#engine.getContainer(this.#choice.name);
    const label = labels(this.#choice);
    const [first, second] = await this.#asked(() => this.#engine.listContainers({ all: true, filters: { label } }));
    if (first === undefined)
      throw engineRefusal(Object.assign(new Error('not found'), { statusCode: 404 }), this.label);
    if (second !== undefined) {
      const names = [first, second].map((one) => one.Names[0]?.slice(1));
      throw engineRefusal(new Error(`several containers are ${this.label}: ${names.join(', ')}`), this.label);
    }
    return this.#engine.getContainer(first.Id);
  }

  async #asked<T>(ask: () => Promise<T>): Promise<T> {
    try {
      return await ask();
    } catch (error) {
      throw engineRefusal(error, this.label);
    }
  }
}

function labels({ project, service }: { readonly project: string; readonly service: string }): string[] {
  return [`com.docker.compose.project=${project}`, `com.docker.compose.service=${service}`];
}

async function* bytesOf(chunks: AsyncIterable<Buffer | string> | readonly Buffer[]): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

function within(timeoutMs: number, signal?: AbortSignal): { abortSignal: AbortSignal } {
  const limit = AbortSignal.timeout(timeoutMs);
  return { abortSignal: signal ? AbortSignal.any([signal, limit]) : limit };
}

function toInspected(found: Docker.ContainerInspectInfo): InspectedContainer {
  const { State, Config, HostConfig } = found;
  return {
    id: found.Id,
    state: {
      name: found.Name.slice(1),
      image: Config.Image,
      imageDigest: found.Image,
      state: State.Status,
      health: State.Status === 'running' ? (State.Health?.Status ?? null) : null,
      exitCode: State.Status === 'running' ? null : State.ExitCode,
      outOfMemory: State.OOMKilled,
      restarts: found.RestartCount,
      startedAt: State.StartedAt,
      memoryBytes: null,
      memoryBytesMax: HostConfig.Memory || null, // 0 is no limit
    },
    terminal: Config.Tty,
    command: [found.Path, ...found.Args],
    environment: Object.fromEntries(Config.Env.map(splitVariable)),
    labels: Config.Labels,
    mounts: found.Mounts.map(({ Source, Destination }) => ({ source: Source, destination: Destination })),
  };
}

function splitVariable(line: string): [string, string] {
  const at = line.indexOf('=');
  return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
}

/** A state that somebody should know of, as a sentence; null when the container simply runs. */
export function containerTrouble({
  name,
  state,
  health,
  exitCode,
  outOfMemory,
  restarts,
}: ContainerState): string | null {
  const often = restarts > 0 ? `, restarted ${restarts} times` : '';
  if (outOfMemory) return `The container ${name} ran out of memory${often}; raise its limit.`;
  if (state === 'running') return health === 'unhealthy' ? `The container ${name} runs but is unhealthy.` : null;
  return `The container ${name} is ${state} (exit code ${exitCode ?? 'unknown'}${often}).`;
}
