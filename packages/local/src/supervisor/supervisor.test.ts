import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeStateFolder, type StateFolder } from '../state-folder.ts';
import { waitUntil } from '../up/wait.ts';
import { type Supervisor, supervisorOf } from './client.ts';
import type { ServiceSpec, ServiceStatus } from './protocol.ts';

let state: StateFolder;
let supervisor: Supervisor;

beforeEach(async () => {
  state = await makeStateFolder(await mkdtemp(join(tmpdir(), 'regent-supervisor-')));
  supervisor = supervisorOf(state);
  await supervisor.ensure();
});

afterEach(async () => {
  await supervisor.ensure();
  for (const service of (await supervisor.status())?.services ?? []) await supervisor.stop(service.name);
  await supervisor.leave();
  await rm(state.root, { recursive: true, force: true });
});

const program = (name: string, script: string): ServiceSpec => ({
  name,
  command: process.execPath,
  args: ['-e', script],
  environment: {},
  folder: state.root,
  logFile: join(state.logs, `${name}.log`),
  account: null,
  stopSignal: 'SIGTERM',
  stopTimeoutMs: 2_000,
});
const FOREVER = 'setInterval(() => {}, 1000)';

async function service(name: string): Promise<ServiceStatus> {
  const found = (await supervisor.status())?.services.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

const runsWithOtherPid = (name: string, before: number | null) => async () => {
  const now = await service(name);
  return now.state === 'running' && now.pid !== null && now.pid !== before;
};

function kill(pid: number | null): void {
  if (pid === null) throw new Error('nothing to kill');
  process.kill(pid, 'SIGKILL');
}

test('a program that is killed is started again', async () => {
  await supervisor.keep(program('a', FOREVER));
  const before = (await service('a')).pid;
  kill(before);
  await waitUntil(runsWithOtherPid('a', before), 10_000, 'not restarted');
  expect(await service('a')).toMatchObject({ restarts: 1, lastExit: 'signal SIGKILL' });
});

test('a program that ends with code 0 is started again: LiteLLM ends so when its workers fail', async () => {
  const marker = join(state.root, 'ran');
  await writeFile(marker, '');
  await supervisor.keep(program('b', `require('fs').appendFileSync(${JSON.stringify(marker)}, 'x')`));
  await waitUntil(async () => (await readFile(marker, 'utf8')).length >= 3, 10_000, 'not restarted');
  expect((await service('b')).lastExit).toBe('code 0');
});

test('an equal specification leaves the running program alone, another one replaces it', async () => {
  await supervisor.keep(program('c', FOREVER));
  const before = (await service('c')).pid;
  await supervisor.keep(program('c', FOREVER));
  expect((await service('c')).pid).toBe(before);
  await supervisor.keep(program('c', `${FOREVER} // another`));
  expect((await service('c')).pid).not.toBe(before);
});

test('programs outlive a killed supervisor, and the next one adopts and still restarts them', async () => {
  await supervisor.keep(program('d', FOREVER));
  const before = (await service('d')).pid;
  kill((await supervisor.status())?.pid ?? null);
  await waitUntil(async () => (await supervisor.status()) === null, 10_000, 'supervisor lives');
  await supervisor.ensure();
  expect((await service('d')).pid).toBe(before);
  kill(before);
  await waitUntil(runsWithOtherPid('d', before), 10_000, 'adopted program not restarted');
});

test('a program that ignores its stop signal is killed after its time', async () => {
  await supervisor.keep({ ...program('e', `process.on('SIGTERM', () => {}); ${FOREVER}`), stopTimeoutMs: 100 });
  await supervisor.stop('e');
  expect((await supervisor.status())?.services).toEqual([]);
});

test('socket and logs are for their owner only', async () => {
  await supervisor.keep(program('f', FOREVER));
  expect((await stat(state.supervisorSocket)).mode & 0o777).toBe(0o600);
  expect((await stat(join(state.logs, 'f.log'))).mode & 0o777).toBe(0o600);
});
