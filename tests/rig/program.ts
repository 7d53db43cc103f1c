import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { NEW_CONNECTION } from './new-connection.ts';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** One program that is started, killed and started again. */
export function keeper(logFile: string, program: () => Program) {
  let child: ChildProcess | null = null;
  let gone: Promise<void> = Promise.resolve();
  return {
    logFile,
    running: () => child !== null,
    pid: () => child?.pid ?? null,
    start: async (more: Readonly<Record<string, string>> = {}) => {
      const { command, args, environment } = program();
      const log = await open(logFile, 'a', 0o600);
      const started = spawn(command, [...args], {
        env: { ...environment, ...more },
        stdio: ['ignore', log.fd, log.fd],
      });
      child = started;
      gone = new Promise((resolve) => {
        started.once('exit', () => {
          if (child === started) child = null;
          resolve();
        });
      });
      await log.close();
    },
    stop: async (signal: NodeJS.Signals) => {
      child?.kill(signal);
      await gone;
    },
    ended: () => gone,
  };
}

/** Resolves when `url` answers well. @throws with the program's last words when it ended or took too long. */
export async function answering(
  url: string,
  timeoutMs: number,
  program: { running(): boolean; logFile: string },
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const ok = await fetch(url, { headers: NEW_CONNECTION, signal: AbortSignal.timeout(1_000) }).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    if (!program.running()) throw new Error(`The program behind ${url} ended: ${await lastWords(program.logFile)}`);
    if (Date.now() > deadline) throw new Error(`${url} does not answer: ${await lastWords(program.logFile)}`);
    await sleep(50);
  }
}

/** Workers of a killed launcher let go of its port once they notice. */
export async function refusing(port: number): Promise<void> {
  const accepts = () =>
    new Promise<boolean>((resolve) => {
      const probe = connect(port, '127.0.0.1', () => {
        probe.destroy();
        resolve(true);
      });
      probe.on('error', () => resolve(false));
    });
  while (await accepts()) await sleep(20);
}

/** The log itself goes with the installation. */
async function lastWords(logFile: string): Promise<string> {
  return (await readFile(logFile, 'utf8').catch(() => '')).slice(-2_000);
}
