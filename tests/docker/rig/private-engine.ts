import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dataRoot } from './data-root.ts';
import { run, tryRun } from './program.ts';

/** A Docker engine of the tests' own: nothing of it is seen by another one on the machine. */
export interface PrivateEngine {
  /** For `DOCKER_HOST`. */
  readonly address: string;
  readonly socket: string;
  /** SIGKILL, as a crash; its containers live on until the next start. */
  kill(): Promise<void>;
  /** Resolves when it answers. */
  start(): Promise<void>;
  /** Ends it, or what a killed run left of it, with its containers, mounts, networks and firewall rules; images stay for the next run. */
  stop(): Promise<void>;
}

/** The host, as containers see it. Of RFC 2544: never a real neighbour's address. */
export const HOST_ADDRESS = '198.18.0.1';
const BRIDGE = `${HOST_ADDRESS}/24`;
const POOL = 'base=198.18.128.0/17,size=24';
const CGROUP = 'regent-tests';
const READY_TIMEOUT_MS = 60_000;
const LOOK_MS = 50;

/** Sockets have to have a short path. Whoever holds the data root finds what a killed run of another checkout left. */
const folder = join(tmpdir(), `regent-docker-${createHash('sha256').update(dataRoot).digest('hex').slice(0, 8)}`);
const pidFile = join(folder, 'docker.pid');
const socket = join(folder, 'docker.sock');

/** The engine of whoever holds the data root; a test that wants to trouble it takes the same. */
export const privateEngine: PrivateEngine = {
  address: `unix://${socket}`,
  socket,
  kill: () => end('SIGKILL'),
  start,
  stop,
};

async function start(): Promise<void> {
  await mkdir(folder, { recursive: true });
  // A killed engine leaves these, and would wait for a containerd that nobody reaped.
  for (const name of ['docker.pid', 'docker.sock', 'exec/containerd/containerd.pid']) {
    await rm(join(folder, name), { force: true });
  }
  const log = openSync(join(folder, 'dockerd.log'), 'a');
  const words = ['--data-root', dataRoot, '--exec-root', join(folder, 'exec'), '--pidfile', pidFile];
  await giveWeight();
  const network = ['--cgroup-parent', CGROUP, '--bip', BRIDGE, '--default-address-pool', POOL];
  spawn('dockerd', [...words, '--host', `unix://${socket}`, ...network, '--log-level', 'warn'], {
    detached: true,
    stdio: ['ignore', log, log],
  }).unref();
  closeSync(log);
  const limit = performance.now() + READY_TIMEOUT_MS;
  while ((await tryRun('docker', ['--host', `unix://${socket}`, 'version'])).code !== 0) {
    if (performance.now() > limit) {
      const words = (await readFile(join(folder, 'dockerd.log'), 'utf8')).split('\n').slice(-10).join('\n');
      throw new Error(`The Docker engine of the tests did not start:\n${words}`);
    }
    await sleep(LOOK_MS);
  }
}

/**
 * All containers together weigh as much as one single process of the host by default: beside a busy neighbour a gateway
 * in them would starve, which says nothing about it.
 */
async function giveWeight(): Promise<void> {
  const [first, second] = [
    { file: `/sys/fs/cgroup/cpu/${CGROUP}/cpu.shares`, weight: '8192' },
    { file: `/sys/fs/cgroup/${CGROUP}/cpu.weight`, weight: '800' },
  ];
  const { file, weight } = existsSync('/sys/fs/cgroup/cpu') ? first : second;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, weight).catch(() => {}); // where cgroups are somebody else's, the machine has to be idle
}

async function stop(): Promise<void> {
  await end('SIGTERM');
  await endLeftovers();
  await releaseMounts();
  await removeFirewall();
  await rm(folder, { recursive: true, force: true });
}

async function end(signal: NodeJS.Signals): Promise<void> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => '0'));
  if (!pid || !(await commandLine(pid)).includes(`dockerd --data-root ${dataRoot} `)) return;
  process.kill(pid, signal);
  while (await isRunning(pid)) await sleep(LOOK_MS);
}

/** An engine that was killed leaves its containerd and its containers; all name our folder in their arguments. */
async function endLeftovers(): Promise<void> {
  for (const name of await readdir('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid)) continue;
    const command = await commandLine(pid);
    if (!/^\S*containerd/.test(command) || !command.includes(`${folder}/exec/containerd/`)) continue;
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
    for (const each of [...children.split(' ').filter(Boolean).map(Number), pid]) killIfThere(each);
  }
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has just ended
  }
}

async function releaseMounts(): Promise<void> {
  const lines = (await readFile('/proc/self/mountinfo', 'utf8')).split('\n');
  const places = lines.map((line) => line.split(' ')[4] ?? '');
  // The engine binds its data to itself; while they are bound, nobody can remove them.
  const ours = places.filter((place) => [folder, dataRoot].some((one) => place === one || place.startsWith(`${one}/`)));
  for (const place of ours.toSorted().toReversed()) await tryRun('umount', ['-l', place]);
}

/** Loads the tables again without any rule or chain of the engine. */
async function removeFirewall(): Promise<void> {
  for (const tool of ['iptables', 'ip6tables']) {
    for (const table of ['nat', 'filter']) {
      const saved = await tryRun(`${tool}-save`, ['-t', table]).catch(() => null);
      if (!saved?.stdout.includes('DOCKER')) continue;
      const kept = saved.stdout.split('\n').filter((line) => !/DOCKER|docker0|-[io] br-[0-9a-f]{12}/.test(line));
      await tryRun(`${tool}-restore`, ['-T', table], { input: kept.join('\n') });
    }
  }
  if (existsSync('/sys/class/net/docker0')) await run('ip', ['link', 'delete', 'docker0']);
}

async function isRunning(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  return stat !== null && stat.split(') ').at(-1)?.charAt(0) !== 'Z';
}

async function commandLine(pid: number): Promise<string> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
}
