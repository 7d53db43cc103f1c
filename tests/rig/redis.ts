import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@regent/local';

/** A Valkey, or a Redis in its place, in memory only. */
export interface RunningRedis {
  readonly port: number;
  readonly password: string;
  /** One command in the inline form; its answer as it comes over the wire. */
  say(command: string): Promise<string>;
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 10_000;

export async function startRedis(password: string): Promise<RunningRedis> {
  const program = redisProgram();
  const port = await freePort();
  const flags = { bind: '127.0.0.1', port: String(port), save: '', appendonly: 'no', requirepass: password };
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]);
  const child = spawn(program, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const say = (command: string) => askRedis(port, password, command);
  const stop = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  for (const deadline = Date.now() + START_TIMEOUT_MS; ; await sleep(20)) {
    const ready = await say('PING').catch(() => '');
    if (ready.includes('PONG')) return { port, password, say, stop };
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`${program} does not start.`);
    }
  }
}

/** Valkey where it is installed, else Redis. @throws with the line to type where neither is */
export function redisProgram(): string {
  const found = ['valkey-server', 'redis-server'].find(
    (name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0,
  );
  if (found === undefined) throw new Error('Neither Valkey nor Redis is here: apt-get install redis-server');
  return found;
}

/** One command in the inline form; its answer as it comes over the wire. */
export async function askRedis(port: number, password: string, command: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  // A sentinel does not know QUIT; every server closes when nothing more can come.
  socket.end(`AUTH ${password}\r\n${command}\r\n`);
  let answer = '';
  for await (const part of socket) answer += String(part);
  return answer;
}
