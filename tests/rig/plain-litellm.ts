import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '@regent/local';
import { installEngine } from '@regent/servant';
import { engineFolder } from './folders.ts';

/** LiteLLM as its own command line starts it, without Regent. */
export interface PlainLiteLlm {
  readonly url: string;
  readonly pid: number;
  /** From the start of the program to its first healthy answer. */
  readonly startMs: number;
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 90_000;

export interface PlainOptions {
  readonly config: string;
  /** Added to what every LiteLLM of the tests gets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly workers?: number;
}

/** Resolves when it answers. */
export async function startPlainLiteLlm({ config, environment, workers = 1 }: PlainOptions): Promise<PlainLiteLlm> {
  const engine = await installEngine({ folder: engineFolder() });
  const folder = await mkdtemp(join(tmpdir(), 'regent-plain-'));
  const file = join(folder, 'config.yaml');
  await writeFile(file, config);
  const port = await freePort();
  const args = ['--config', file, '--host', '127.0.0.1', '--port', String(port), '--num_workers', String(workers)];
  const patience = ['--timeout_worker_healthcheck', '60'];
  const startedAt = performance.now();
  const child = spawn(join(engine.folder, 'venv/bin/litellm'), [...args, ...patience], {
    stdio: 'ignore',
    env: {
      PATH: `${engine.binFolder}:${join(engine.folder, 'venv/bin')}:${process.env.PATH}`,
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      LITELLM_MODE: 'PRODUCTION',
      DISABLE_ADMIN_UI: 'True',
      DISABLE_SCHEMA_UPDATE: 'true',
      PRISMA_QUERY_ENGINE_BINARY: engine.queryEngine,
      QUERY_ENGINE_RAW_RESULTS: 'objects',
      ...environment,
    },
  });
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGTERM');
    await gone;
    await rm(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  const ready = () =>
    fetch(`${url}/health/liveliness`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (const deadline = Date.now() + READY_TIMEOUT_MS; !(await ready()); await sleep(20)) {
    if (child.exitCode === null && Date.now() < deadline) continue;
    await stop();
    throw new Error('Plain LiteLLM does not come up.');
  }
  return { url, pid: child.pid ?? 0, startMs: performance.now() - startedAt, stop };
}
