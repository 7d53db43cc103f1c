/**
 * Poses as Prisma's native `query-engine` program for prisma-client-py; that program is published on one CDN only, which
 * many sites cannot reach. The client runs it once with `--version`, then with `-p PORT` and PRISMA_DML_PATH set.
 * For prisma-client-py older than 0.14 also set QUERY_ENGINE_RAW_RESULTS=objects.
 */
import { readFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { parseArgs } from 'node:util';
import type { Engine } from './engine.ts';
import { engineEnvironment } from './env.ts';

type Environment = ReturnType<typeof engineEnvironment>;

const ENGINE_COMMIT = '393aa359c9ad4a4bb28630fb5613f9c281cde053';
const PARENT_CHECK_MS = 1000;
const STOP_DEADLINE_MS = 5000;

const { values: options } = parseArgs({
  strict: false,
  options: {
    port: { type: 'string', short: 'p' },
    host: { type: 'string', short: 'H', default: '127.0.0.1' },
    version: { type: 'boolean' },
  },
});

if (options.version) {
  process.stdout.write(`query-engine ${ENGINE_COMMIT}\n`);
} else {
  process.title = 'query-engine'; // LiteLLM's reaper of orphaned engines goes by this name
  await serve(engineEnvironment());
}

async function serve(environment: Environment): Promise<void> {
  const { Engine } = await import('./engine.ts'); // late, so that --version stays quick
  const { EngineError } = await import('./errors.ts');
  const { createEngineServer } = await import('./http.ts');
  try {
    const engine = await Engine.start({
      schema: readSchema(environment),
      environment,
      log: say,
    });
    const server = createEngineServer(engine, (error) => {
      say(String(error));
      process.exit(101);
    });
    server.listen(Number(options.port), String(options.host));
    stopWith(server, engine);
  } catch (error) {
    const known = error instanceof EngineError ? { meta: error.meta, error_code: error.code } : { meta: {} };
    say(JSON.stringify({ is_panic: false, message: error instanceof Error ? error.message : String(error), ...known }));
    process.exit(1);
  }
}

/** LiteLLM keeps what the engine prints in its own log. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function readSchema(environment: Environment): string {
  if (environment.PRISMA_DML_PATH) return readFileSync(environment.PRISMA_DML_PATH, 'utf8');
  if (environment.PRISMA_DML) return Buffer.from(environment.PRISMA_DML, 'base64').toString('utf8');
  throw new Error('PRISMA_DML_PATH is not set');
}

/** Requests under way are answered first, but not for ever: a transaction that nobody ends holds its connection. */
function stopWith(server: Server, engine: Engine): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(0);
    stopping = true;
    setTimeout(() => process.exit(0), STOP_DEADLINE_MS).unref();
    server.close(() => void engine.stop().finally(() => process.exit(0)));
    server.closeIdleConnections();
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, PARENT_CHECK_MS).unref();
}
