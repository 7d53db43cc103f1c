import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hostEnvironment } from '../env.ts';
import { fetchUv } from './fetch-uv.ts';
import { findPython } from './python.ts';

const MACHINES = [
  'manylinux_2_17_x86_64',
  'manylinux_2_17_aarch64',
  'musllinux_1_1_x86_64',
  'macosx_11_0_arm64',
  'macosx_10_12_x86_64',
];
const options = { environment: { PATH: '/usr/bin:/bin' }, timeoutMs: 30_000 };

let folder: string;
let server: Server;
let index: string;
let wheel: Buffer;
let python: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'uv-'));
  python = (await findPython(hostEnvironment())).executable;
  const scripts = join(folder, 'src/uv-9.9.9.data/scripts');
  await mkdir(scripts, { recursive: true });
  await writeFile(join(scripts, 'uv'), '#!/bin/sh\necho uv 9.9.9\n');
  await promisify(execFile)(python, ['-m', 'zipfile', '-c', join(folder, 'w.whl'), join(folder, 'src/uv-9.9.9.data')]);
  wheel = await readFile(join(folder, 'w.whl'));
  server = createServer((request, response) => {
    if (request.url !== '/simple/uv/') return void response.end(wheel);
    response.end(
      JSON.stringify({
        files: MACHINES.map((machine) => ({
          filename: `uv-9.9.9-py3-none-${machine}.whl`,
          url: `../../files/${machine}`,
        })),
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  index = `http://127.0.0.1:${(server.address() as AddressInfo).port}/simple`; // it listens on TCP
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

test('a wheel whose hash is not in the lock is refused, and nothing of it is unpacked', async () => {
  const target = join(folder, 'target');
  const lock = `uv==9.9.9 \\\n    --hash=sha256:${'0'.repeat(64)}\n`;
  await expect(fetchUv({ index, lock, python, target }, options)).rejects.toThrow(/is not the file/);
  await expect(readFile(join(target, 'bin/uv'))).rejects.toThrow(/ENOENT/);
});

test('a version that the index does not have is refused by name', async () => {
  const plan = { index, lock: 'uv==1.0.0 \\', python, target: join(folder, 'target') };
  await expect(fetchUv(plan, options)).rejects.toThrow(/no uv 1\.0\.0/);
});

test('the wheel for this machine is unpacked into a program that runs', async () => {
  const target = join(folder, 'target');
  const lock = `uv==9.9.9 \\\n    --hash=sha256:${createHash('sha256').update(wheel).digest('hex')}\n`;
  await fetchUv({ index: `${index}/`, lock, python, target }, options);
  const { stdout } = await promisify(execFile)(join(target, 'bin/uv'));
  expect(stdout).toBe('uv 9.9.9\n');
});
