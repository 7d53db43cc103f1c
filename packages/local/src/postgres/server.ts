import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cluster } from './cluster.ts';

/** True when the server of this cluster says of itself that it is ready (line 8 of its pid file, what pg_ctl reads). */
export async function isServerReady(cluster: Cluster): Promise<boolean> {
  const pid = await serverPid(cluster);
  if (pid === null) return false;
  return (await pidFile(cluster))[7]?.trim() === 'ready';
}

/**
 * The pid of the living server of this very data folder, or null. A pid file that names a stranger's process (the
 * machine was restarted) is removed, because it would make the new server refuse to start.
 */
export async function serverPid(cluster: Cluster): Promise<number | null> {
  const pid = Number.parseInt((await pidFile(cluster))[0] ?? '', 10);
  if (!pid) return null;
  const at = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (at === cluster.data) return pid;
  if (at === null && process.platform !== 'linux' && isAlive(pid)) return pid;
  if (at !== null) await rm(join(cluster.data, 'postmaster.pid'), { force: true });
  return null;
}

async function pidFile(cluster: Cluster): Promise<string[]> {
  return (await readFile(join(cluster.data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
