import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Secret } from '@regent/core';
import { currentFolder } from '../artifact/layout.ts';
import { hostEnvironment } from '../env.ts';
import type { InstalledEngine } from './install.ts';

export interface LauncherOptions {
  readonly engine: InstalledEngine;
  /** The one that the process driver writes. */
  readonly artifactFolder: string;
  readonly host: string;
  readonly port: number;
  readonly workers: number;
  /** At most 107 bytes, which is what the system allows for a unix socket. */
  readonly controlSocket: string;
  /** For the launcher's own copies of living generations; keep it over restarts. */
  readonly stateFolder: string;
  readonly logFile: string;
  /** Without one LiteLLM runs without virtual keys. */
  readonly databaseUrl: Secret | null;
  readonly masterKey: Secret;
  readonly saltKey: Secret;
  /** Further names of the installation's own environment. */
  readonly extra?: Readonly<Record<string, string>>;
}

export interface LauncherCommand {
  readonly command: string;
  readonly args: readonly string[];
  /** Complete, and full of secrets: give it to the process and to nothing else. */
  readonly environment: Readonly<Record<string, string>>;
}

const LAUNCHER = fileURLToPath(new URL('../launcher/launcher.py', import.meta.url));
const SOCKET_BYTES_MAX = 107;

/**
 * How to start the launcher so that it serves the current artifact, or the last good one when that does not start.
 * Whoever starts it must not be its only parent in life: it is the data plane and outlives Regent.
 */
export function launcherCommand(options: LauncherOptions): LauncherCommand {
  if (Buffer.byteLength(options.controlSocket) > SOCKET_BYTES_MAX) {
    throw new Error(`${options.controlSocket} is too long for a unix socket (${SOCKET_BYTES_MAX} bytes at most).`);
  }
  const config = join(currentFolder(options.artifactFolder), 'config.yaml');
  const args = [
    LAUNCHER,
    ...['--config', config],
    ...['--host', options.host, '--port', String(options.port), '--workers', String(options.workers)],
    ...['--control', options.controlSocket, '--state', options.stateFolder, '--log', options.logFile],
    '--fallback',
  ];
  return { command: options.engine.python, args, environment: launcherEnvironment(options) };
}

function launcherEnvironment({
  engine,
  databaseUrl,
  masterKey,
  saltKey,
  extra,
}: LauncherOptions): Record<string, string> {
  const host = hostEnvironment();
  const path = [engine.binFolder, join(engine.folder, 'venv/bin'), ...host.path].join(delimiter);
  return {
    ...host.passedOn,
    PATH: path,
    PYTHONUNBUFFERED: '1',
    // Without it every start asks GitHub for prices, three times with pauses.
    LITELLM_LOCAL_MODEL_COST_MAP: 'True',
    LITELLM_MODE: 'PRODUCTION',
    DISABLE_ADMIN_UI: 'True',
    DISABLE_SCHEMA_UPDATE: 'true',
    PRISMA_QUERY_ENGINE_BINARY: engine.queryEngine,
    // prisma-client-py 0.11 reads raw rows as typed objects, which engines since 5.15 do not write any more.
    ...(engine.queryEngineIsOurs && { QUERY_ENGINE_RAW_RESULTS: 'objects' }),
    LITELLM_MASTER_KEY: masterKey.reveal(),
    LITELLM_SALT_KEY: saltKey.reveal(),
    ...(databaseUrl && { DATABASE_URL: databaseUrl.reveal() }),
    ...extra,
  };
}
