import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@regent/local';
import { askRedis, redisProgram } from './redis.ts';

/** Several servers that belong together, on loopback, in memory only. */
export interface RedisFleet {
  /** The servers that hold keys, masters first. */
  readonly ports: readonly number[];
  /** Where a client asks first: nodes of the cluster, or sentinels. */
  readonly entries: readonly number[];
  /** One command in the inline form to one of the ports, signed in. */
  say(port: number, command: string): Promise<string>;
  /** Ends the server on this port, as a crash would. */
  kill(port: number): Promise<void>;
  stop(): Promise<void>;
}

const SLOTS = 16_384;
const START_TIMEOUT_MS = 20_000;

/** Three masters that share the slots. */
export async function startRedisCluster(password: string): Promise<RedisFleet> {
  const fleet = await emptyFleet(password);
  const ports = await freePorts(3);
  const buses = await freePorts(3);
  for (const [index, port] of ports.entries())
    fleet.start(port, [
      '--cluster-enabled',
      'yes',
      '--cluster-port',
      String(buses[index]),
      '--cluster-config-file',
      `${port}.conf`,
    ]);
  for (const [index, port] of ports.entries()) {
    await fleet.until(port, 'PING', 'PONG');
    const from = Math.floor((index * SLOTS) / ports.length);
    await fleet.say(port, `CLUSTER ADDSLOTSRANGE ${from} ${Math.floor(((index + 1) * SLOTS) / ports.length) - 1}`);
    if (index > 0) await fleet.say(port, `CLUSTER MEET 127.0.0.1 ${ports[0]} ${buses[0]}`);
  }
  for (const port of ports) await fleet.until(port, 'CLUSTER INFO', 'cluster_state:ok');
  return { ports, entries: ports, say: fleet.say, kill: fleet.kill, stop: fleet.stop };
}

/** A master, its replica, and a sentinel with a password of its own that watches them as `desk`. */
export async function startRedisSentinel(password: string, sentinelPassword: string): Promise<RedisFleet> {
  const fleet = await emptyFleet(password);
  const [master = 0, replica = 0, sentinel = 0] = await freePorts(3);
  fleet.start(master, ['--masterauth', password, '--repl-diskless-sync-delay', '0']);
  fleet.start(replica, ['--masterauth', password, '--replicaof', `127.0.0.1 ${master}`]);
  await fleet.until(master, 'PING', 'PONG');
  const rules = [
    ...[`port ${sentinel}`, 'bind 127.0.0.1', `requirepass ${sentinelPassword}`],
    ...[`sentinel monitor desk 127.0.0.1 ${master} 1`, `sentinel auth-pass desk ${password}`],
  ];
  await fleet.startSentinel(sentinel, rules.join('\n'));
  await fleet.until(replica, 'INFO replication', 'master_link_status:up');
  const named = () => askRedis(sentinel, sentinelPassword, 'SENTINEL GET-MASTER-ADDR-BY-NAME desk');
  await until(async () => (await named()).includes(String(master)));
  return { ports: [master, replica], entries: [sentinel], say: fleet.say, kill: fleet.kill, stop: fleet.stop };
}

async function emptyFleet(password: string) {
  const folder = await mkdtemp(join(tmpdir(), 'regent-redis-'));
  const children = new Map<number, ReturnType<typeof spawn>>();
  const run = (port: number, args: readonly string[]) =>
    children.set(port, spawn(redisProgram(), [...args], { cwd: folder, stdio: 'ignore' }));
  const kill = async (port: number) => {
    const child = children.get(port);
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const say = (port: number, command: string) => askRedis(port, password, command);
  return {
    say,
    start: (port: number, more: readonly string[]) => {
      const flags = ['--bind', '127.0.0.1', '--port', String(port), '--save', '', '--appendonly', 'no'];
      run(port, [...flags, '--requirepass', password, ...more]);
    },
    startSentinel: async (port: number, rules: string) => {
      const file = join(folder, 'sentinel.conf');
      await writeFile(file, rules);
      run(port, [file, '--sentinel']);
    },
    until: (port: number, command: string, answer: string) =>
      until(async () => (await say(port, command)).includes(answer)),
    kill,
    stop: async () => {
      for (const port of children.keys()) await kill(port);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + START_TIMEOUT_MS; ; await sleep(50)) {
    if (await holds().catch(() => false)) return;
    if (Date.now() > deadline) throw new Error('The servers do not come together.');
  }
}
