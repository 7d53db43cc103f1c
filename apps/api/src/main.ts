import { serve } from '@hono/node-server';
import { pino } from 'pino';
import { createApp, type RunningApp } from './create-app.ts';
import { type Environment, readEnvironment } from './env.ts';
import { loggedError } from './logged-error.ts';
import { catalogOf } from './services/catalog/catalog.ts';
import { engineFinder } from './services/catalog/find-engine.ts';
import { servantDriver } from './servant-driver.ts';
import { importAtFirstStart } from './services/import/first-import.ts';

const environment = readEnvironment();
const log = pino({ level: environment.REGENT_LOG_LEVEL, base: null, serializers: { err: loggedError } });
const running = await start(environment).catch((error) => {
  log.fatal({ err: error }, 'Regent could not start');
  process.exit(1);
});
const server = serve(
  { fetch: running.http.fetch, port: environment.REGENT_PORT, hostname: environment.REGENT_HOST },
  (info) => log.info({ port: info.port }, 'Regent listens'),
);
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(signal));
if (running.isFirstStart && environment.CONFIG_PATH !== null) {
  await importAtFirstStart(running.app, environment.CONFIG_PATH).catch((error) =>
    log.error({ err: error }, 'the existing configuration could not be imported'),
  );
}

function start(env: Environment): Promise<RunningApp> {
  const [vaultKey = Buffer.alloc(0), ...previousVaultKeys] = env.REGENT_VAULT_KEY.map((key) =>
    Buffer.from(key, 'base64'),
  );
  return createApp({
    databaseUrl: env.DATABASE_URL,
    spendDatabaseUrl: env.LITELLM_DATABASE_URL,
    vaultKey,
    previousVaultKeys,
    trustedProxies: env.REGENT_TRUSTED_PROXIES,
    servant: servantDriver(env),
    catalog: catalogOf(engineFinder(env.REGENT_ENGINE_FOLDER)),
    engine: env.LITELLM_MASTER_KEY && { baseUrl: env.REGENT_ENGINE_URL, masterKey: env.LITELLM_MASTER_KEY },
    log,
    clock: () => new Date(),
    publicUrl: env.REGENT_PUBLIC_URL,
    listenUrl: new URL(`http://${env.REGENT_HOST}:${env.REGENT_PORT}/`),
    gatewayUrl: env.REGENT_GATEWAY_URL ?? env.REGENT_ENGINE_URL,
    progressFile: env.REGENT_PROGRESS_FILE,
    demoProviderUrl: env.REGENT_DEMO_PROVIDER_URL,
    webFolder: env.REGENT_WEB,
    localToken: env.REGENT_LOCAL_TOKEN,
    onStep: async (name) => {
      if (name === env.REGENT_CHAOS_STOP_AT) process.kill(process.pid, 'SIGKILL');
    },
  });
}

/** Open event streams are cut: a client resumes with the last id that it saw. */
async function stop(signal: string): Promise<void> {
  log.info({ signal }, 'stopping');
  server.close();
  if ('closeAllConnections' in server) server.closeAllConnections();
  await running.stop();
  process.exit(0);
}
