import { execFile } from 'node:child_process';
import { rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const DISK_BYTES = 256 * 1024;

/** A folder on a disk of its own that a test can fill. */
export interface SmallDisk {
  fill(): Promise<void>;
  free(): Promise<void>;
  remove(): Promise<void>;
}

/**
 * Puts an artifact folder on a small disk. Only root may mount one; for anybody else, writes into the folder fail for
 * another reason but at the same place.
 */
export async function smallDisk(folder: string): Promise<SmallDisk> {
  if (process.getuid?.() !== 0) return brokenFolder(folder);
  await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK_BYTES},mode=700`, 'regent-test', folder]);
  const ballast = join(folder, 'ballast');
  return {
    fill: async () => {
      const { bavail, bsize } = await statfs(folder);
      await writeFile(ballast, Buffer.alloc(bavail * bsize));
    },
    free: () => rm(ballast),
    remove: () => run('umount', ['-l', folder]).then(() => undefined),
  };
}

function brokenFolder(folder: string): SmallDisk {
  const revisions = join(folder, 'revisions');
  return {
    fill: async () => {
      await rename(revisions, `${revisions}.aside`);
      await writeFile(revisions, '');
      // The live path still reads: it is a link into the folder that was put aside.
      await run('ln', ['-sfn', join('revisions.aside', await liveName(folder)), join(folder, 'current')]);
    },
    free: async () => {
      await rm(revisions);
      await rename(`${revisions}.aside`, revisions);
      await run('ln', ['-sfn', join('revisions', await liveName(folder)), join(folder, 'current')]);
    },
    remove: async () => undefined,
  };
}

async function liveName(folder: string): Promise<string> {
  const { stdout } = await run('readlink', [join(folder, 'current')]);
  return stdout.trim().split('/').at(-1) ?? '';
}
