import { chmod, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

/**
 * Where a local run keeps everything. The folder itself is 0711 and its children 0700, so that root can lend the
 * Postgres folder to the account that runs the server without opening the rest.
 */
export interface StateFolder {
  readonly root: string;
  readonly postgres: string;
  readonly engine: string;
  readonly servant: string;
  /** `current` inside is the live artifact pair. */
  readonly artifacts: string;
  readonly launcherState: string;
  /** Sockets, pid files and progress; kept short because a unix socket path has at most 107 bytes. */
  readonly run: string;
  readonly logs: string;
  readonly secretsFile: string;
  readonly localTokenFile: string;
  readonly progressFile: string;
  readonly supervisorSocket: string;
  readonly launcherSocket: string;
}

const SOCKET_PATH_BYTES_MAX = 107;

/** Names the places under `root` without touching the disk. */
export function stateFolder(root: string): StateFolder {
  const at = resolve(root);
  return {
    root: at,
    postgres: join(at, 'postgres'),
    engine: join(at, 'engine'),
    servant: join(at, 'servant'),
    artifacts: join(at, 'servant', 'artifacts'),
    launcherState: join(at, 'servant', 'launcher'),
    run: join(at, 'run'),
    logs: join(at, 'logs'),
    secretsFile: join(at, 'secrets.json'),
    localTokenFile: join(at, 'local-token'),
    progressFile: join(at, 'run', 'progress.json'),
    supervisorSocket: join(at, 'run', 'supervisor.sock'),
    launcherSocket: join(at, 'run', 'launcher.sock'),
  };
}

/**
 * Makes the folders with their modes; harmless when they exist.
 * @throws when a socket path would be longer than the system allows, naming the remedy.
 */
export async function makeStateFolder(root: string): Promise<StateFolder> {
  const state = stateFolder(root);
  const longest = Math.max(Buffer.byteLength(state.supervisorSocket), Buffer.byteLength(state.launcherSocket));
  if (longest > SOCKET_PATH_BYTES_MAX) {
    throw new Error(`${state.root} is too deep for a unix socket; set REGENT_STATE to a shorter path.`);
  }
  await mkdir(state.root, { recursive: true });
  await chmod(state.root, 0o711);
  for (const folder of [state.servant, state.artifacts, state.launcherState, state.run, state.logs, state.engine]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  }
  return state;
}
