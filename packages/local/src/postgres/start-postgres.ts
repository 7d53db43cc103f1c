import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster, prepareCluster } from './cluster.ts';
import { isServerReady, serverPid } from './server.ts';

/** A server that lives as long as its starter wants: for tests and one-off commands. */
export interface RunningPostgres {
  readonly cluster: Cluster;
  /** Superuser URL of a database on this server. */
  url(database: string): string;
  /** Fast shutdown; resolves when the process is gone. */
  stop(): Promise<void>;
}

/** Brings up the cluster below `folder` as a child of this process. `regent up` uses the supervisor instead. */
export async function startPostgres(folder: string): Promise<RunningPostgres> {
  const cluster = await prepareCluster(folder);
  const orphan = await serverPid(cluster);
  if (orphan !== null) throw new Error(`A server of ${cluster.data} runs already (pid ${orphan}).`);
  const server = spawn(cluster.command, [...cluster.args], {
    ...cluster.account,
    cwd: cluster.folder,
    env: cluster.environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true, // Ctrl-C in the terminal reaches only the starter, which stops the server last
  });
  let said = '';
  server.stderr?.on('data', (chunk) => (said = (said + chunk).slice(-4000)));
  let ended = false;
  const exited = new Promise<void>((resolve) => {
    server.on('exit', () => {
      ended = true;
      resolve();
    });
    server.on('error', (error) => {
      ended = true;
      said += error.message;
      resolve();
    });
  });
  while (!(await isServerReady(cluster))) {
    if (ended) throw new Error(`PostgreSQL stopped while starting: ${said}`);
    await sleep(10);
  }
  return {
    cluster,
    url: (database) => cluster.superuserUrl(database),
    stop: async () => {
      server.kill('SIGINT');
      await exited;
    },
  };
}
