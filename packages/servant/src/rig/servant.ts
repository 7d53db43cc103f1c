import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Secret } from '@regent/core';
import type { Artifact, ServantDriver } from '../driver.ts';
import { launcherCommand } from '../engine/launcher-command.ts';
import { createProcessDriver } from '../process/driver.ts';
import { testEngine } from './engine.ts';

export const MASTER_KEY = 'sk-test-master-0123456789';

export interface TestServantOptions {
  readonly first: Artifact;
  readonly workers?: number;
  readonly databaseUrl?: string;
}

/** A real LiteLLM under the launcher, in a folder of its own and on a port of its own. */
export interface TestServant {
  readonly driver: ServantDriver;
  readonly home: string;
  readonly artifactFolder: string;
  readonly controlSocket: string;
  readonly baseUrl: string;
  launcherPid(): number;
  /** Starts the launcher again, after it has ended; waits until it serves. */
  start(): Promise<void>;
  /** Sends a signal and waits for the end. */
  end(signal: NodeJS.Signals): Promise<void>;
  close(): Promise<void>;
}

const READY_TIMEOUT_MS = 120_000;

export async function startServant({ first, workers = 1, databaseUrl }: TestServantOptions): Promise<TestServant> {
  const home = await mkdtemp(join(tmpdir(), 'servant-'));
  const port = await freePort();
  const places = {
    artifactFolder: join(home, 'artifacts'),
    controlSocket: join(home, 'control.sock'),
    logFile: join(home, 'servant.log'),
  };
  const baseUrl = `http://127.0.0.1:${port}`;
  const driver = createProcessDriver({ ...places, baseUrl, workers });
  const { command, args, environment } = launcherCommand({
    engine: await testEngine(),
    ...places,
    ...{ host: '127.0.0.1', port, workers, stateFolder: join(home, 'state') },
    databaseUrl: databaseUrl === undefined ? null : new Secret(databaseUrl),
    masterKey: new Secret(MASTER_KEY),
    saltKey: new Secret('sk-test-salt-0123456789'),
  });
  let launcher: ChildProcess | null = null;

  const end = async (signal: NodeJS.Signals) => {
    if (launcher === null || launcher.exitCode !== null || launcher.signalCode !== null) return;
    const ended = once(launcher, 'exit');
    launcher.kill(signal);
    await ended;
  };
  const start = async () => {
    const output = await open(join(home, 'output'), 'a', 0o600);
    launcher = spawn(command, args, { env: environment, stdio: ['ignore', output.fd, output.fd] });
    await output.close();
    const child = launcher;
    await until('the launcher serves', async () => {
      if (child.exitCode !== null)
        throw new Error(`The launcher ended: ${await readFile(places.logFile, 'utf8').catch(() => '')}`);
      return isServing(driver);
    });
  };
  const close = async () => {
    await end('SIGKILL');
    await rm(home, { recursive: true, force: true });
  };
  try {
    await driver.writeArtifact(first);
    await start();
  } catch (error) {
    await close();
    throw error;
  }
  return { driver, home, ...places, baseUrl, launcherPid: () => launcher?.pid ?? 0, start, end, close };
}

/** Waits for a condition; the clock only bounds the wait. */
export async function until(what: string, holds: () => Promise<boolean>, timeoutMs = READY_TIMEOUT_MS): Promise<void> {
  const limit = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > limit) throw new Error(`It did not happen in time: ${what}.`);
    await sleep(20);
  }
}

export async function isServing(driver: ServantDriver): Promise<boolean> {
  const { replicas } = await driver.observe();
  return replicas.every(({ ready }) => ready);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  await new Promise((resolve) => server.close(resolve));
  return port;
}
