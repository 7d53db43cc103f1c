import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort, type StateFolder, stateFolder } from '@regent/local';
import { engineFolder, repository } from './folders.ts';

const run = promisify(execFile);

/** A local run as its user has it: brought up, asked and stopped by the `regent` command alone. */
export interface LocalRun {
  readonly url: string;
  readonly gatewayUrl: string;
  /** Of the demo provider, with `/v1`. */
  readonly providerUrl: string;
  /** What `up` printed: the one-time link. */
  readonly setupLink: string;
  readonly state: StateFolder;
  /** Runs `regent up --detach` once more, as it was run first. */
  up(): Promise<CommandResult>;
  /** Runs `regent ARGS`; gives its output and exit code, whatever the code is. */
  regent(...args: string[]): Promise<CommandResult>;
  stop(): Promise<void>;
}

interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface LocalRunOptions {
  readonly configPath?: string;
}

export async function startLocalRun(options: LocalRunOptions = {}): Promise<LocalRun> {
  const state = await mkdtemp(join(tmpdir(), 'regent-run-'));
  const [port, enginePort, demoPort] = [await freePort(), await freePort(), await freePort()];
  const env = { ...process.env, REGENT_STATE: state, REGENT_ENGINE_FOLDER: engineFolder(), NO_COLOR: '1' };
  const regent = async (...args: string[]) => {
    const main = join(repository, 'apps/cli/src/main.ts');
    const done = await run(process.execPath, [main, ...args], { env, maxBuffer: 64 * 1024 * 1024 }).catch(
      (error: { code: number; stdout: string; stderr: string }) => error,
    );
    return { code: 'code' in done ? done.code : 0, stdout: done.stdout, stderr: done.stderr };
  };
  const stop = async () => {
    await regent('down');
    await rm(state, { recursive: true, force: true });
  };
  const ports = ['--port', String(port), '--engine-port', String(enginePort), '--demo-port', String(demoPort)];
  const config = options.configPath ? ['--config', options.configPath] : [];
  const up = () => regent('up', '--detach', ...ports, ...config);
  const first = await up();
  const setupLink = /https?:\/\/\S+/.exec(first.stdout)?.[0];
  if (first.code !== 0 || !setupLink) {
    const log = await readFile(join(state, 'logs', 'regent.log'), 'utf8').catch(() => '');
    await stop();
    throw new Error(`regent up ended with ${first.code}:\n${first.stdout}${first.stderr}\n${log.slice(-4_000)}`);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    gatewayUrl: `http://127.0.0.1:${enginePort}`,
    providerUrl: `http://127.0.0.1:${demoPort}/v1`,
    setupLink,
    state: stateFolder(state),
    up,
    regent,
    stop,
  };
}
