import { access, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostEnvironment } from '../env.ts';
import { run, type RunOptions } from './run.ts';

const LOCK = fileURLToPath(new URL('uv.lock', import.meta.url));
const INSTALL_TIMEOUT_MS = 5 * 60_000;

/**
 * The program `uv`: the host's, else the pinned one, brought once into `folder` by the interpreter's pip.
 * @throws Error that says what to install, when there is neither uv nor pip.
 */
export async function findUv(
  folder: string,
  python: string,
  context: { host: HostEnvironment; run: RunOptions },
): Promise<string> {
  for (const place of [...context.host.path.map((entry) => join(entry, 'uv')), join(folder, 'uv/bin/uv')]) {
    if (await answers(place, context.run)) return place;
  }
  return installUv(folder, python, context.run);
}

async function installUv(folder: string, python: string, options: RunOptions): Promise<string> {
  const target = join(folder, `uv.new-${process.pid}`);
  await rm(target, { recursive: true, force: true });
  const words = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--no-deps',
    '--require-hashes',
    '--only-binary',
    ':all:',
    '--target',
    target,
    '-r',
    LOCK,
  ];
  try {
    await run(python, words, { ...options, timeoutMs: INSTALL_TIMEOUT_MS });
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    throw new Error(
      'Neither `uv` nor a working `pip` was found. Install one of them (Debian: `apt install python3-pip`).',
      { cause: error },
    );
  }
  await rm(join(folder, 'uv'), { recursive: true, force: true });
  await rename(target, join(folder, 'uv'));
  return join(folder, 'uv/bin/uv');
}

async function answers(program: string, options: RunOptions): Promise<boolean> {
  const there = await access(program).then(
    () => true,
    () => false,
  );
  return (
    there &&
    run(program, ['--version'], options).then(
      () => true,
      () => false,
    )
  );
}
