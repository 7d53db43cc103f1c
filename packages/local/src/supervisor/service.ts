import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { writePrivate } from '../secrets.ts';
import { identify, lives, type ProcessIdentity } from './process-identity.ts';
import { ServiceSpec, type ServiceStatus } from './protocol.ts';

const BACKOFF_MS_MIN = 200;
const BACKOFF_MS_MAX = 10_000;
/** A program that ran this long starts its backoff anew. */
const HEALTHY_AFTER_MS = 60_000;
/** How often an adopted program (not our child) is looked at; its exit gives us no signal. */
const ADOPTED_LOOK_MS = 200;

const Kept = z.object({ spec: ServiceSpec, process: z.object({ pid: z.number(), startedAt: z.string().nullable() }) });

/**
 * One program and its restarts. What runs is written to a file first, so that the next supervisor adopts it when this
 * one is killed.
 */
export class Service {
  readonly #file: string;
  #spec: ServiceSpec;
  #process: ProcessIdentity | null = null;
  #child: ChildProcess | null = null;
  #state: ServiceStatus['state'] = 'stopped';
  #since = new Date();
  #restarts = 0;
  #lastExit: string | null = null;
  #backoffMs = BACKOFF_MS_MIN;
  #wanted = false;

  constructor(folder: string, spec: ServiceSpec) {
    this.#file = join(folder, `${spec.name}.service.json`);
    this.#spec = spec;
  }

  /** The services that an earlier supervisor kept below `folder`, those still alive adopted, the others started anew. */
  static async adopt(folder: string, file: string): Promise<Service> {
    const kept = Kept.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
    const service = new Service(folder, kept.spec);
    service.#wanted = true;
    if (await lives(kept.process)) {
      service.#process = kept.process;
      service.#enter('running');
      void service.#watchAdopted(kept.process);
    } else {
      await service.#start();
    }
    return service;
  }

  status(): ServiceStatus {
    return {
      name: this.#spec.name,
      pid: this.#process?.pid ?? null,
      state: this.#state,
      since: this.#since.toISOString(),
      restarts: this.#restarts,
      lastExit: this.#lastExit,
    };
  }

  /** Leaves a running program with an equal specification alone; else replaces it. */
  async keep(spec: ServiceSpec): Promise<void> {
    const same = JSON.stringify(spec) === JSON.stringify(this.#spec);
    if (same && this.#state === 'running') return;
    if (this.#state !== 'stopped') await this.stop();
    this.#spec = spec;
    this.#wanted = true;
    this.#restarts = 0;
    this.#backoffMs = BACKOFF_MS_MIN;
    await this.#start();
  }

  /** Ends the program: its stop signal, then SIGKILL after `stopTimeoutMs`; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#wanted = false;
    const target = this.#process;
    if (target && (await lives(target))) {
      signal(target.pid, this.#spec.stopSignal);
      const deadline = Date.now() + this.#spec.stopTimeoutMs;
      while ((await lives(target)) && Date.now() < deadline) await sleep(20);
      if (await lives(target)) signal(target.pid, 'SIGKILL');
      while (await lives(target)) await sleep(20);
    }
    this.#process = null;
    this.#enter('stopped');
    await rm(this.#file, { force: true });
  }

  async #start(): Promise<void> {
    const { command, args, environment, folder, account, logFile } = this.#spec;
    const log = openSync(logFile, 'a', 0o600);
    // Detached: its own session, so that neither a terminal's Ctrl-C nor our death reaches it.
    const child = spawn(command, args, {
      ...account,
      cwd: folder,
      // Not part of the specification: one that only differs in this is the same program.
      env: { ...environment, REGENT_RESTARTS: String(this.#restarts) },
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.#child = child;
    child.once('error', (error) => this.#ended(child, error.message));
    child.once('exit', (code, by) => this.#ended(child, by ? `signal ${by}` : `code ${code}`));
    if (child.pid === undefined) return;
    this.#process = await identify(child.pid);
    this.#enter('running');
    await writePrivate(this.#file, JSON.stringify({ spec: this.#spec, process: this.#process }));
  }

  #ended(child: ChildProcess, how: string): void {
    if (this.#child !== child) return;
    this.#child = null;
    void this.#restart(how);
  }

  async #watchAdopted(target: ProcessIdentity): Promise<void> {
    while (await lives(target)) await sleep(ADOPTED_LOOK_MS);
    if (this.#process === target) await this.#restart('unknown (adopted)');
  }

  async #restart(how: string): Promise<void> {
    this.#lastExit = how;
    if (!this.#wanted) return;
    if (Date.now() - this.#since.getTime() > HEALTHY_AFTER_MS) this.#backoffMs = BACKOFF_MS_MIN;
    this.#process = null;
    this.#enter('waiting');
    await sleep(this.#backoffMs);
    this.#backoffMs = Math.min(this.#backoffMs * 2, BACKOFF_MS_MAX);
    if (!this.#wanted || this.#state !== 'waiting') return;
    this.#restarts++;
    await this.#start();
  }

  #enter(state: ServiceStatus['state']): void {
    this.#state = state;
    this.#since = new Date();
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
