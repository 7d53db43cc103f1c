import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const QUERY_ENGINE = fileURLToPath(new URL('../prisma-engine/main.ts', import.meta.url));

/** LiteLLM runs `prisma migrate diff` at boot whatever it is told, and Prisma's Python wrapper would install Prisma from npm. */
const PRISMA_STUB = `#!/bin/sh
echo "the schema of the database is migrated by Regent, not by the Prisma command line" >&2
exit 1
`;

/**
 * Writes the small programs of an engine's `bin` folder where they differ: `node` and `query-engine` name the Node and
 * the code of this very process, which may have moved since the installation.
 */
export async function writePrograms(home: string): Promise<{ binFolder: string; queryEngine: string }> {
  const binFolder = join(home, 'bin');
  await mkdir(binFolder, { recursive: true, mode: 0o700 });
  await writeProgram(join(binFolder, 'prisma'), PRISMA_STUB);
  await writeProgram(join(binFolder, 'node'), starter([process.execPath]));
  const queryEngine = join(binFolder, 'query-engine');
  await writeProgram(queryEngine, starter([process.execPath, '--disable-warning=ExperimentalWarning', QUERY_ENGINE]));
  return { binFolder, queryEngine };
}

function starter(words: readonly string[]): string {
  const quoted = words.map((word) => `'${word.replaceAll("'", "'\\''")}'`);
  return `#!/bin/sh\nexec ${quoted.join(' ')} "$@"\n`;
}

async function writeProgram(path: string, text: string): Promise<void> {
  if ((await readFile(path, 'utf8').catch(() => null)) === text) return;
  const fresh = `${path}.new-${process.pid}`;
  await writeFile(fresh, text);
  await chmod(fresh, 0o755);
  await rename(fresh, path);
}
