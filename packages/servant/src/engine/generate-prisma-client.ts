import { readFile, writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writePrograms } from './programs.ts';
import { run, type RunOptions } from './run.ts';

export interface Site {
  /** Where the engine is being built. */
  readonly folder: string;
  /** Where it will lie. */
  readonly home: string;
  /** Python's folder of packages, inside either. */
  readonly packages: string;
}

/**
 * Generates the database client for LiteLLM's schema, which its wheel leaves out. Prisma's own command line does it;
 * it is pointed at our query engine for all three of its engines, because with one unset it tries a download.
 */
export async function generatePrismaClient(site: Site, options: RunOptions): Promise<void> {
  const { queryEngine } = await writePrograms(site.folder);
  const packages = join(site.folder, site.packages);
  const manifest = fileURLToPath(import.meta.resolve('prisma/package.json'));
  const environment = {
    ...options.environment,
    // The generator is a Python program of the venv, found by its name.
    PATH: [join(site.folder, 'venv/bin'), options.environment.PATH ?? ''].join(delimiter),
    CHECKPOINT_DISABLE: '1',
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    PRISMA_QUERY_ENGINE_BINARY: queryEngine,
    PRISMA_QUERY_ENGINE_LIBRARY: queryEngine,
    PRISMA_SCHEMA_ENGINE_BINARY: queryEngine,
  };
  const words = [
    join(dirname(manifest), 'build/index.js'),
    'generate',
    '--schema',
    join(packages, 'litellm/proxy/schema.prisma'),
  ];
  await run(process.execPath, words, { ...options, environment });
  // The client names its schema and its engine by absolute paths.
  const client = join(packages, 'prisma/client.py');
  await writeFile(client, (await readFile(client, 'utf8')).replaceAll(site.folder, site.home));
}
