import { access, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { HostEnvironment } from '../env.ts';
import { fetchUv } from './fetch-uv.ts';
import { run, type RunOptions } from './run.ts';

const LOCK = fileURLToPath(new URL('uv.lock', import.meta.url));
const INSTALL_TIMEOUT_MS = 5 * 60_000;

export interface UvContext {
  readonly host: HostEnvironment;
  readonly run: RunOptions;
}

/**
 * The program `uv`: the host's, else the pinned one, brought once into `folder` by the interpreter's pip, or without pip
 * from the package index that `UV_DEFAULT_INDEX` or `PIP_INDEX_URL` names.
 * @throws Error that says what to do, when none of these works.
 */
export async function findUv(folder: string, python: string, context: UvContext): Promise<string> {
  for (const place of [...context.host.path.map((entry) => join(entry, 'uv')), join(folder, 'uv/bin/uv')]) {
    if (await answers(place, context.run)) return place;
  }
  return installUv(folder, python, context);
}

async function installUv(folder: string, python: string, { host, run: options }: UvContext): Promise<string> {
  const target = join(folder, `uv.new-${process.pid}`);
  await rm(target, { recursive: true, force: true });
  try {
    await pipInstall(python, target, options).catch(async (error) => {
      // Without pip there is no index that we could know of, unless one is named.
      if (host.packageIndex === null) throw error;
      await rm(target, { recursive: true, force: true });
      await fetchUv({ index: host.packageIndex, lock: await readFile(LOCK, 'utf8'), python, target }, options);
    });
  } catch (error) {
    await rm(target, { recursive: true, force: true });
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The installer \`uv\` could not be brought: ${reason} Install it, or name a mirror with UV_DEFAULT_INDEX.`,
      {
        cause: error,
      },
    );
  }
  await rm(join(folder, 'uv'), { recursive: true, force: true });
  await rename(target, join(folder, 'uv'));
  return join(folder, 'uv/bin/uv');
}

function pipInstall(python: string, target: string, options: RunOptions): Promise<string> {
  const words = ['--quiet', '--no-deps', '--require-hashes', '--only-binary', ':all:', '--target', target, '-r', LOCK];
  return run(python, ['-m', 'pip', 'install', ...words], { ...options, timeoutMs: INSTALL_TIMEOUT_MS });
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
