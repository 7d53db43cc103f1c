import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRegentClient, type RegentClient } from '@regent/client';
import { Secret } from '@regent/core';
import {
  freePort,
  type InstallationSecrets,
  loadSecrets,
  makeStateFolder,
  type RunningPostgres,
  serveDemoProvider,
  serverPid,
  startPostgres,
  type StateFolder,
} from '@regent/local';
import { type InstalledEngine, installEngine, launcherCommand, migrateEngineDatabase } from '@regent/servant';
import { NEW_CONNECTION } from './new-connection.ts';
import { engineFolder, repository } from './folders.ts';
import { answering, keeper, type Program, refusing } from './program.ts';

/** A whole Regent with its Postgres, its gateway and the demo provider, each a process that a test may kill. */
export interface TestInstallation {
  readonly state: StateFolder;
  readonly secrets: InstallationSecrets;
  readonly url: string;
  readonly gatewayUrl: string;
  /** Of the demo provider, with `/v1`. */
  readonly providerUrl: string;
  readonly client: RegentClient;
  readonly postgres: RunningPostgres;
  /** Starts Regent; `environment` adds to what `regent up` gives it. Resolves when it answers. */
  startRegent(environment?: Readonly<Record<string, string>>): Promise<void>;
  /** SIGKILL when `signal` is absent; resolves when the process is gone. */
  stopRegent(signal?: NodeJS.Signals): Promise<void>;
  /** Resolves when Regent ended by itself (a test told it to die at some step). */
  regentEnded(): Promise<void>;
  startLauncher(): Promise<void>;
  stopLauncher(signal?: NodeJS.Signals): Promise<void>;
  launcherPid(): number | null;
  /** Immediate shutdown (no checkpoint), then up again on the same port. */
  restartPostgres(): Promise<void>;
  chat(model: string, key?: string): Promise<Response>;
  stop(): Promise<void>;
}

export interface InstallationOptions {
  readonly configPath?: string;
  /** False leaves the gateway away, for tests that need none. */
  readonly gateway?: boolean;
  readonly workers?: number;
  /** False leaves LiteLLM without a database: no keys, no spend. */
  readonly engineDatabase?: boolean;
  /** Runs before anything starts; what it returns runs after everything has ended. */
  readonly prepare?: (state: StateFolder) => Promise<() => Promise<unknown>>;
}

const REGENT_TIMEOUT_MS = 30_000;
const GATEWAY_TIMEOUT_MS = 90_000;

export async function startInstallation(options: InstallationOptions = {}): Promise<TestInstallation> {
  const cleanups: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  };
  try {
    return await bringUp(options, cleanups, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(
  options: InstallationOptions,
  cleanups: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<TestInstallation> {
  const state = await makeStateFolder(await mkdtemp(join(tmpdir(), 'regent-')));
  cleanups.push(() => rm(state.root, { recursive: true, force: true }));
  if (options.prepare) cleanups.push(await options.prepare(state));
  const secrets = await loadSecrets(state);
  let postgres = await startPostgres(state.postgres);
  cleanups.push(() => postgres.stop());
  const demo = await serveDemoProvider(0, { chunkMs: 0 });
  cleanups.push(() => demo.stop());
  const engine = await installEngine({ folder: engineFolder() });
  const [port, gatewayPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  const workers = options.workers ?? 1;
  const withDatabase = options.engineDatabase !== false;
  await createDatabases(postgres);
  if (withDatabase) await migrateEngineDatabase({ engine, databaseUrl: postgres.url('litellm') });

  const regent = keeper(join(state.logs, 'regent.log'), () => ({
    command: process.execPath,
    args: [join(repository, 'apps/api/src/main.ts')],
    environment: {
      PATH: process.env.PATH ?? '',
      NODE_NO_WARNINGS: '1',
      NODE_ENV: 'production',
      DATABASE_URL: postgres.url('regent'),
      ...(withDatabase ? { LITELLM_DATABASE_URL: postgres.url('litellm') } : {}),
      REGENT_VAULT_KEY: secrets.vaultKey,
      REGENT_LOCAL_TOKEN: secrets.localToken,
      REGENT_HOST: '127.0.0.1',
      REGENT_PORT: String(port),
      REGENT_PUBLIC_URL: url,
      REGENT_STATE: state.root,
      REGENT_ARTIFACTS: state.artifacts,
      REGENT_LAUNCHER_SOCKET: state.launcherSocket,
      REGENT_ENGINE_URL: gatewayUrl,
      REGENT_ENGINE_LOG: join(state.logs, 'gateway.log'),
      REGENT_ENGINE_FOLDER: engineFolder(),
      REGENT_ENGINE_WORKERS: String(workers),
      REGENT_WEB: join(repository, 'apps/web/dist'),
      REGENT_DEMO_PROVIDER_URL: demo.baseUrl,
      LITELLM_MASTER_KEY: secrets.masterKey,
      ...(options.configPath ? { CONFIG_PATH: options.configPath } : {}),
    },
  }));
  const launcher = keeper(join(state.logs, 'launcher-console.log'), () =>
    gatewayCommand({
      ...{ engine, state, secrets, gatewayPort, workers },
      databaseUrl: withDatabase ? new Secret(postgres.url('litellm')) : null,
    }),
  );
  cleanups.push(
    () => launcher.stop('SIGTERM'),
    () => regent.stop('SIGTERM'),
  );

  const installation: TestInstallation = {
    state,
    secrets,
    url,
    gatewayUrl,
    providerUrl: demo.baseUrl,
    postgres,
    client: createRegentClient({ url, token: secrets.localToken }),
    startRegent: async (environment) => {
      await regent.start(environment);
      await answering(`${url}/healthz`, REGENT_TIMEOUT_MS, regent);
    },
    stopRegent: (signal = 'SIGKILL') => regent.stop(signal),
    regentEnded: () => regent.ended(),
    startLauncher: async () => {
      await launcher.start();
      await answering(`${gatewayUrl}/health/liveliness`, GATEWAY_TIMEOUT_MS, launcher);
    },
    stopLauncher: async (signal = 'SIGKILL') => {
      await launcher.stop(signal);
      await refusing(gatewayPort);
    },
    launcherPid: () => launcher.pid(),
    restartPostgres: async () => {
      const pid = await serverPid(postgres.cluster);
      if (pid !== null) process.kill(pid, 'SIGQUIT');
      while ((await serverPid(postgres.cluster)) !== null) await sleep(10);
      postgres = await startPostgres(state.postgres);
    },
    chat: (model, key = secrets.masterKey) =>
      fetch(`${gatewayUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...NEW_CONNECTION },
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hello' }] }),
      }),
    stop,
  };
  await installation.startRegent();
  if (options.gateway !== false) await installation.startLauncher();
  return installation;
}

async function createDatabases(postgres: RunningPostgres): Promise<void> {
  const { default: connect } = await import('postgres');
  const sql = connect(postgres.url('postgres'), { max: 1 });
  await sql.unsafe('CREATE DATABASE regent');
  await sql.unsafe('CREATE DATABASE litellm');
  await sql.end();
}

interface GatewayParts {
  readonly engine: InstalledEngine;
  readonly state: StateFolder;
  readonly secrets: InstallationSecrets;
  readonly databaseUrl: Secret | null;
  readonly gatewayPort: number;
  readonly workers: number;
}

function gatewayCommand({ engine, state, secrets, databaseUrl, gatewayPort, workers }: GatewayParts): Program {
  const { command, args, environment } = launcherCommand({
    engine,
    artifactFolder: state.artifacts,
    host: '127.0.0.1',
    port: gatewayPort,
    workers,
    controlSocket: state.launcherSocket,
    stateFolder: state.launcherState,
    logFile: join(state.logs, 'gateway.log'),
    databaseUrl,
    masterKey: new Secret(secrets.masterKey),
    saltKey: new Secret(secrets.saltKey),
  });
  return { command, args: [...args], environment: { ...environment } };
}
