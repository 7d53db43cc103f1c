import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrateEngineDatabase } from '@regent/servant';
import { z } from 'zod';
import type { PrepareEnvironment } from '../env.ts';
import { grantAfterMigration } from '../postgres/roles.ts';
import { serverAnswers, superuserOf } from './databases.ts';

const Stamp = z.object({ packages: z.string(), version: z.string() });

/**
 * Applies the migrations of LiteLLM that its database lacks, and lets Regent's reading roles see what is new.
 * @throws EngineMigrationError with what to do, before anything is changed
 */
export async function prepareSchema(environment: PrepareEnvironment, say: (text: string) => void): Promise<void> {
  const { packages, version } = await engineFiles(environment.engineFolder);
  await serverAnswers(environment.litellmUrl);
  const { applied } = await migrateEngineDatabase({
    engine: { packages },
    databaseUrl: environment.litellmUrl,
    onProgress: ({ name, number, total }) => say(`migration ${number} of ${total}: ${name}`),
  });
  if (environment.superuserUrl !== null) await grantAfterMigration(superuserOf(environment.superuserUrl));
  say(`The schema is that of LiteLLM ${version}; ${applied} migrations were applied.`);
}

async function engineFiles(folder: string): Promise<{ packages: string; version: string }> {
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name, 'engine.json'), 'utf8').catch(() => null);
    const stamp = text === null ? null : Stamp.parse(JSON.parse(text));
    if (stamp) return { packages: join(folder, name, stamp.packages), version: stamp.version };
  }
  throw new Error(`There are no files of LiteLLM in ${folder}.`);
}
