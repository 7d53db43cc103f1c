import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Secret } from '@regent/core';
import { type InstalledEngine, launcherCommand } from '@regent/servant';
import { hostEnvironment } from '../env.ts';
import type { Cluster } from '../postgres/cluster.ts';
import type { InstallationSecrets } from '../secrets.ts';
import type { StateFolder } from '../state-folder.ts';
import type { ServiceSpec } from '../supervisor/protocol.ts';
import type { Databases } from './database-urls.ts';
import type { UpOptions } from './options.ts';

/** Names under which the supervisor knows our programs. */
export const serviceNames = { postgres: 'postgres', regent: 'regent', gateway: 'gateway', demo: 'demo' } as const;

export function postgresService(state: StateFolder, cluster: Cluster): ServiceSpec {
  return {
    name: serviceNames.postgres,
    command: cluster.command,
    args: [...cluster.args],
    environment: { ...cluster.environment },
    folder: cluster.folder,
    logFile: join(state.logs, 'postgres.log'),
    account: cluster.account,
    stopSignal: 'SIGINT', // fast shutdown
    stopTimeoutMs: 20_000,
  };
}

/** Regent itself: API, event stream and web admin in one process. */
export function regentService(
  state: StateFolder,
  options: UpOptions,
  databases: Databases,
  secrets: InstallationSecrets,
): ServiceSpec {
  const environment: Record<string, string> = {
    ...hostEnvironment(),
    NODE_ENV: 'production',
    DATABASE_URL: databases.regentUrl,
    LITELLM_DATABASE_URL: databases.readUrl ?? databases.litellmUrl,
    REGENT_VAULT_KEY: secrets.vaultKey,
    REGENT_LOCAL_TOKEN: secrets.localToken,
    REGENT_HOST: options.host,
    REGENT_PORT: String(options.port),
    REGENT_PUBLIC_URL: options.development?.publicUrl ?? regentUrl(options),
    REGENT_STATE: state.root,
    REGENT_ARTIFACTS: state.artifacts,
    REGENT_LAUNCHER_SOCKET: state.launcherSocket,
    REGENT_ENGINE_URL: engineUrl(options),
    REGENT_ENGINE_LOG: gatewayLog(state),
    REGENT_ENGINE_FOLDER: options.engineFolder ?? state.engine,
    REGENT_ENGINE_WORKERS: String(options.workers),
    REGENT_PROGRESS_FILE: state.progressFile,
    REGENT_WEB: options.webFolder,
    LITELLM_MASTER_KEY: secrets.masterKey,
  };
  if (options.configPath) environment.CONFIG_PATH = options.configPath;
  if (options.demo) environment.REGENT_DEMO_PROVIDER_URL = demoUrl(options);
  return {
    ...nodeService(state, serviceNames.regent, [...(options.development ? ['--watch'] : []), options.apiMain]),
    environment,
    stopTimeoutMs: 5_000,
  };
}

/** The engine under the warm launcher: outlives Regent, and is adopted by the next one. */
export function gatewayService(
  state: StateFolder,
  options: UpOptions,
  parts: { engine: InstalledEngine; databases: Databases; secrets: InstallationSecrets },
): ServiceSpec {
  const { command, args, environment } = launcherCommand({
    engine: parts.engine,
    artifactFolder: state.artifacts,
    host: options.host,
    port: options.enginePort,
    workers: options.workers,
    controlSocket: state.launcherSocket,
    stateFolder: state.launcherState,
    logFile: gatewayLog(state),
    databaseUrl: new Secret(parts.databases.litellmUrl),
    masterKey: new Secret(parts.secrets.masterKey),
    saltKey: new Secret(parts.secrets.saltKey),
    extra: options.engineEnvironment,
  });
  return {
    name: serviceNames.gateway,
    command,
    args: [...args],
    environment: { ...environment },
    folder: state.servant,
    logFile: join(state.logs, 'launcher-console.log'),
    account: null,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 30_000,
  };
}

export function demoService(state: StateFolder, options: UpOptions): ServiceSpec {
  const main = fileURLToPath(new URL('../demo-provider/main.ts', import.meta.url));
  return nodeService(state, serviceNames.demo, [main, String(options.demoPort)]);
}

export const regentUrl = (options: Pick<UpOptions, 'host' | 'port'>) =>
  `http://${reachable(options.host)}:${options.port}`;
export const engineUrl = (options: Pick<UpOptions, 'host' | 'enginePort'>) =>
  `http://${reachable(options.host)}:${options.enginePort}`;
const demoUrl = (options: Pick<UpOptions, 'demoPort'>) => `http://127.0.0.1:${options.demoPort}/v1`;
const gatewayLog = (state: StateFolder) => join(state.logs, 'gateway.log');

/** A server on all interfaces is reached on loopback. */
const reachable = (host: string) => (host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host);

function nodeService(state: StateFolder, name: string, args: string[]): ServiceSpec {
  return {
    name,
    command: process.execPath,
    args,
    environment: { ...hostEnvironment(), NODE_ENV: 'production' },
    folder: state.root,
    logFile: join(state.logs, `${name}.log`),
    account: null,
    stopSignal: 'SIGTERM',
    stopTimeoutMs: 5_000,
  };
}
