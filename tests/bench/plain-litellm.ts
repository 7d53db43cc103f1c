import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@regent/local';
import { installEngine } from '@regent/servant';
import { engineFolder } from '../rig/folders.ts';
import { treeMemoryMib } from './process-memory.ts';

export interface PlainOptions {
  readonly config: string;
  readonly workers: number;
  /** With a database LiteLLM takes longer to start, as it does under Regent. */
  readonly databaseUrl?: string;
}

/** LiteLLM as its own command line starts it: milliseconds to the first healthy answer, and its memory then. */
export async function coldStart({ config, workers, databaseUrl }: PlainOptions): Promise<{ ms: number; mib: number }> {
  const engine = await installEngine({ folder: engineFolder() });
  const folder = await mkdtemp(join(tmpdir(), 'regent-plain-'));
  const file = join(folder, 'config.yaml');
  await writeFile(file, config);
  const port = await freePort();
  const args = ['--config', file, '--host', '127.0.0.1', '--port', String(port), '--num_workers', String(workers)];
  const startedAt = performance.now();
  const child = spawn(join(engine.folder, 'venv/bin/litellm'), [...args, '--timeout_worker_healthcheck', '60'], {
    stdio: 'ignore',
    env: {
      PATH: `${engine.binFolder}:${join(engine.folder, 'venv/bin')}:${process.env.PATH}`,
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      LITELLM_MODE: 'PRODUCTION',
      DISABLE_ADMIN_UI: 'True',
      DISABLE_SCHEMA_UPDATE: 'true',
      PRISMA_QUERY_ENGINE_BINARY: engine.queryEngine,
      QUERY_ENGINE_RAW_RESULTS: 'objects',
      LITELLM_MASTER_KEY: 'sk-bench-0123456789',
      LITELLM_SALT_KEY: 'sk-bench-salt',
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
    },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  try {
    const url = `http://127.0.0.1:${port}/health/liveliness`;
    while (
      !(await fetch(url).then(
        (response) => response.ok,
        () => false,
      ))
    ) {
      if (child.exitCode !== null) throw new Error(`LiteLLM ended with ${child.exitCode}`);
      await sleep(20);
    }
    return { ms: performance.now() - startedAt, mib: treeMemoryMib(child.pid ?? 0) };
  } finally {
    child.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  }
}
