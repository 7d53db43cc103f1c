import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '../postgres/cluster.ts';
import { supervisorOf } from '../supervisor/client.ts';
import { stateFolder } from '../state-folder.ts';
import { down } from './down.ts';
import type { UpOptions } from './options.ts';
import { up } from './up.ts';

let options: UpOptions;
let stranger: Server;
let takenPort: number;

beforeEach(async () => {
  stranger = createServer();
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  takenPort = (stranger.address() as AddressInfo).port; // it listens on TCP
  options = {
    state: await mkdtemp(join(tmpdir(), 'regent-up-')),
    apiMain: '/nowhere/main.ts',
    webFolder: '/nowhere',
    host: '127.0.0.1',
    port: await freePort(),
    enginePort: await freePort(),
    workers: 1,
    development: null,
    demo: true,
    demoPort: await freePort(),
    engineFolder: null,
    configPath: null,
    databaseUrl: null,
    litellmDatabaseUrl: null,
    engineEnvironment: {},
    report: () => undefined,
  };
});

afterEach(async () => {
  stranger.close();
  await down(options.state);
  await rm(options.state, { recursive: true, force: true });
});

test.each([
  ['port', '--port'],
  ['enginePort', '--engine-port'],
  ['demoPort', '--demo-port'],
] as const)('a taken %s is named with the option %s before anything is started', async (name, option) => {
  const sentence = `Port ${takenPort} is taken by another program. Stop it, or choose another port with ${option}.`;
  await expect(up({ ...options, [name]: takenPort })).rejects.toThrow(sentence);
  expect((await supervisorOf(stateFolder(options.state)).status())?.services).toEqual([]);
});

test('the port of a demo provider that is not wanted may be taken', async () => {
  const without = { ...options, demo: false, demoPort: takenPort, configPath: '/nowhere/config.yaml' };
  await expect(up(without)).rejects.toThrow('There is no file /nowhere/config.yaml to take over');
});
