import type { StoredArtifact } from '../artifact/store.ts';
import { type ReloadOptions, type ReloadProgress, type ReloadResult, ServantUnreachable } from '../driver.ts';
import { askLauncher, askOnce, understand } from '../launcher/client.ts';
import { Done, Refusal, SwapEvent } from '../launcher/messages.ts';
import { askStatus, generationInCharge } from './observe.ts';

export interface ReloadTarget {
  readonly controlSocket: string;
  readonly workers: number;
  readonly stored: StoredArtifact;
}

/** A renewal imports LiteLLM twice, once on trial, on a machine that serves meanwhile; then a generation starts. */
const RENEWAL_IMPORTS = 4;
const RENEWAL_EXTRA_MS = 30_000;
const RENEWAL_MS_MAX = 600_000;

/** Time that the launcher needs beyond its own limit to say that a generation was late. */
const ANSWER_MARGIN_MS = 500;

/** Asks the launcher for a new generation with this artifact, unless the current one has it already. */
export async function reloadLauncher(target: ReloadTarget, options: ReloadOptions): Promise<ReloadResult> {
  const reload = new Reload(target, options);
  try {
    return await reload.run();
  } catch (error) {
    if (!(error instanceof ServantUnreachable)) throw error;
    return reload.timeIsOver() ? { outcome: 'late', log: [] } : { outcome: 'unreachable', reason: error.message };
  }
}

class Reload {
  readonly #target: ReloadTarget;
  readonly #options: ReloadOptions;
  readonly #begun = performance.now();
  #deadlineMs: number;
  #importMs = 0;

  constructor(target: ReloadTarget, options: ReloadOptions) {
    this.#target = target;
    this.#options = options;
    this.#deadlineMs = options.deadlineMs;
  }

  timeIsOver(): boolean {
    return this.#leftMs() <= 0;
  }

  async run(): Promise<ReloadResult> {
    if (await this.#servesAlready()) return { outcome: 'serving', durationMs: this.#elapsedMs(), changed: false };
    for (;;) {
      const refusal = await this.#serve();
      if (refusal === null) return { outcome: 'serving', durationMs: this.#elapsedMs(), changed: true };
      switch (refusal.code) {
        case 'busy':
          this.#tell('waiting', 'Another generation is still starting or draining.');
          await this.#untilIdle(false);
          break;
        case 'fixed': {
          const failure = await this.#renew();
          if (failure) return failure;
          break;
        }
        case 'stopping':
          return { outcome: 'unreachable', reason: refusal.error };
        case 'late':
          return { outcome: 'late', log: refusal.log };
        case 'failed':
        case 'unreadable':
        case 'died':
        case 'refused':
        case 'bad-request':
        case 'unknown':
          return { outcome: 'refused', reason: reasonOf(refusal), log: refusal.log };
      }
    }
  }

  async #servesAlready(): Promise<boolean> {
    const status = await askStatus(this.#target.controlSocket, this.#leftMs(), this.#options.signal);
    this.#importMs = status.import_ms;
    const generation = generationInCharge(status);
    const { stored, workers } = this.#target;
    return (
      generation?.phase === 'serving' &&
      generation.hash === stored.hash &&
      generation.workers.length === workers &&
      generation.workers.every(({ state }) => state === 'serving')
    );
  }

  /** Null when the new generation serves; then the old one drains without anybody waiting for it. */
  async #serve(): Promise<Refusal | null> {
    const { stored, workers } = this.#target;
    const request = {
      do: 'serve',
      path: `${stored.folder}/config.yaml`,
      environment: stored.environment,
      hash: stored.hash,
      workers,
      ready_s: Math.max(this.#leftMs() - ANSWER_MARGIN_MS, 1) / 1000,
    };
    for await (const message of this.#ask(request)) {
      const refusal = Refusal.safeParse(message);
      if (refusal.success) return refusal.data;
      const event = SwapEvent.safeParse(message);
      if (event.success && this.#tellOf(event.data) === 'serving') return null;
    }
    throw new ServantUnreachable('The launcher ended while the new generation was starting.');
  }

  /**
   * The launcher imports LiteLLM anew, under the same pid and with the old workers serving. The artifact itself follows
   * as a plain request, which waits on the control socket until the import is done.
   */
  async #renew(): Promise<ReloadResult | null> {
    this.#tell('waiting', 'The environment needs a new import of LiteLLM; requests under way finish first.');
    this.#allowForRenewal();
    await this.#untilIdle(true);
    this.#tell('renewing', 'LiteLLM is imported anew, about 20 seconds; the old generation serves on.');
    const request = { do: 'renew', environment: this.#target.stored.environment };
    for await (const message of this.#ask(request)) {
      const refusal = Refusal.safeParse(message);
      if (!refusal.success) continue;
      if (refusal.data.code === 'busy') return null; // somebody was faster; the next request shows how things are
      return { outcome: 'refused', reason: reasonOf(refusal.data), log: refusal.data.log };
    }
    return null;
  }

  /** However slow this machine is at importing, a renewal gets the time that it needs; never more than ten minutes. */
  #allowForRenewal(): void {
    const needed = RENEWAL_IMPORTS * this.#importMs + RENEWAL_EXTRA_MS;
    this.#deadlineMs = Math.min(Math.max(this.#deadlineMs, this.#elapsedMs() + needed), RENEWAL_MS_MAX);
  }

  async #untilIdle(drained: boolean): Promise<void> {
    const options = { timeoutMs: this.#leftMs(), signal: this.#options.signal };
    understand(Done, await askOnce(this.#target.controlSocket, { do: 'idle', drained }, options));
  }

  #ask(request: object): AsyncGenerator<unknown> {
    return askLauncher(this.#target.controlSocket, request, {
      timeoutMs: this.#leftMs(),
      signal: this.#options.signal,
    });
  }

  #tellOf({ event, pid, pids }: SwapEvent): SwapEvent['event'] {
    switch (event) {
      case 'forked':
        this.#tell('forked', `${pids?.length ?? 0} new worker(s) are starting.`);
        break;
      case 'ready':
        this.#tell('ready', `Worker ${pid ?? ''} is up and has answered itself.`);
        break;
      case 'serving':
        this.#tell('serving', 'The new generation answers.');
        break;
      case 'draining':
        this.#tell('draining', 'The old generation finishes what it has begun.');
        break;
      case 'drained':
        this.#tell('drained', 'The old generation is gone.');
        break;
      case 'trial':
      case 'executing':
      case 'stopping':
        break;
    }
    return event;
  }

  #tell(step: ReloadProgress['step'], text: string): void {
    this.#options.onProgress?.({ step, text, atMs: this.#elapsedMs() });
  }

  #elapsedMs(): number {
    return Math.round(performance.now() - this.#begun);
  }

  #leftMs(): number {
    return Math.max(0, this.#deadlineMs - this.#elapsedMs());
  }
}

/** The last line of a Python traceback. */
const EXCEPTION = /^(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Timeout|Refused)(?:: .*)?$/;

/** The launcher knows that a worker ended; why it did stands in what the worker said last. */
function reasonOf({ error, log }: Refusal): string {
  const cause = log.findLast((line) => EXCEPTION.test(line));
  return cause === undefined ? error : `${error}: ${cause}`;
}
