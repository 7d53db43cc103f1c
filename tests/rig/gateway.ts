import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Secret } from '@regent/core';
import type { EngineConnection } from '@regent/litellm';
import { freePort, loadSecrets, makeStateFolder, serveDemoProvider, startPostgres } from '@regent/local';
import {
  type Artifact,
  artifactHash,
  createProcessDriver,
  installEngine,
  launcherCommand,
  migrateEngineDatabase,
  type ServantDriver,
} from '@regent/servant';
import { NEW_CONNECTION } from './new-connection.ts';
import { engineFolder } from './folders.ts';

/** A real LiteLLM under the warm launcher with its own database and the demo provider behind it. */
export interface TestGateway {
  readonly connection: EngineConnection;
  readonly driver: ServantDriver;
  /** Of the demo provider, with `/v1`. */
  readonly providerUrl: string;
  /** Writes a configuration, makes it serve and fails unless it does. */
  serve(text: string, deploymentIds?: readonly string[]): Promise<void>;
  chat(key: string, body: Readonly<Record<string, unknown>>): Promise<Response>;
  stop(): Promise<void>;
}

const READY_TIMEOUT_MS = 90_000;

/** Brings one up from nothing (the engine itself is installed once for all tests). `config` sees the provider's address. */
export async function startGateway(config: (providerUrl: string) => string): Promise<TestGateway> {
  const cleanups: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const cleanup of cleanups.reverse()) await cleanup();
  };
  try {
    return await bringUp(config, cleanups, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function bringUp(
  config: (url: string) => string,
  cleanups: (() => Promise<unknown>)[],
  stop: () => Promise<void>,
): Promise<TestGateway> {
  const state = await makeStateFolder(await mkdtemp(join(tmpdir(), 'regent-gateway-')));
  cleanups.push(() => rm(state.root, { recursive: true, force: true }));
  const secrets = await loadSecrets(state);
  const postgres = await startPostgres(state.postgres);
  cleanups.push(() => postgres.stop());
  const demo = await serveDemoProvider(0, { chunkMs: 0 });
  cleanups.push(() => demo.stop());
  const engine = await installEngine({ folder: engineFolder() });
  const databaseUrl = postgres.url('postgres');
  await migrateEngineDatabase({ engine, databaseUrl });

  const port = await freePort();
  const baseUrl = `http://127.0.0.1:${port}`;
  const logFile = join(state.logs, 'gateway.log');
  const driver = createProcessDriver({
    artifactFolder: state.artifacts,
    controlSocket: state.launcherSocket,
    logFile,
    baseUrl,
    workers: 1,
  });
  await driver.writeArtifact(artifact(config(demo.baseUrl), 1));
  const command = launcherCommand({
    engine,
    artifactFolder: state.artifacts,
    host: '127.0.0.1',
    port,
    workers: 1,
    controlSocket: state.launcherSocket,
    stateFolder: state.launcherState,
    logFile,
    databaseUrl: new Secret(databaseUrl),
    masterKey: new Secret(secrets.masterKey),
    saltKey: new Secret(secrets.saltKey),
  });
  const launcher = spawn(command.command, [...command.args], { env: { ...command.environment }, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => launcher.once('exit', () => resolve()));
  cleanups.push(async () => {
    launcher.kill('SIGTERM');
    await ended;
  });
  await ready(driver, READY_TIMEOUT_MS);
  let revision = 1;
  return {
    connection: { baseUrl, masterKey: new Secret(secrets.masterKey) },
    driver,
    providerUrl: demo.baseUrl,
    serve: async (text, deploymentIds = []) => {
      await driver.writeArtifact(artifact(text, ++revision, deploymentIds));
      const result = await driver.reload({ deadlineMs: 60_000 });
      if (result.outcome !== 'serving') throw new Error(`The gateway does not serve it: ${JSON.stringify(result)}`);
    },
    chat: (key, body) =>
      fetch(`${baseUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', ...NEW_CONNECTION },
        body: JSON.stringify({ messages: [{ role: 'user', content: 'hello' }], ...body }),
      }),
    stop,
  };
}

function artifact(text: string, revision: number, deploymentIds: readonly string[] = []): Artifact {
  const environment = {};
  return {
    hash: artifactHash({ text, environment }),
    fingerprint: randomBytes(6).toString('hex'),
    revision,
    text,
    environment,
    deploymentIds,
  };
}

async function ready(driver: ServantDriver, timeoutMs: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await driver.observe()).replicas.some((replica) => replica.ready)) {
    if (Date.now() > deadline) throw new Error('The gateway did not become ready.');
    await sleep(50);
  }
}
