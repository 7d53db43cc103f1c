import { stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { installEngine, migrateEngineDatabase } from '@regent/servant';
import { withStateLock } from '../lock.ts';
import { type InstallationSecrets, loadSecrets } from '../secrets.ts';
import { makeStateFolder, type StateFolder } from '../state-folder.ts';
import { type Supervisor, supervisorOf } from '../supervisor/client.ts';
import { type Databases, embeddedDatabases, externalDatabases } from './database-urls.ts';
import type { UpOptions, UpResult } from './options.ts';
import { Progress } from './progress.ts';
import { demoService, engineUrl, gatewayService, regentService, regentUrl, serviceNames } from './services.ts';
import { answers, waitUntil } from './wait.ts';

const REGENT_TIMEOUT_MS = 30_000;
const GATEWAY_TIMEOUT_MS = 120_000;

/**
 * Brings up the whole installation in the order that lets a person see progress early: Postgres, databases, Regent (its
 * set-up page shows the rest), then the engine, its schema and the gateway. What runs already is adopted and left alone.
 * Ends when the gateway answers.
 * @throws with one sentence that says what to do; everything that was started before keeps running.
 */
export async function up(options: UpOptions, onServing: (result: UpResult) => void = () => {}): Promise<UpResult> {
  const state = await makeStateFolder(options.state);
  return withStateLock(state, async () => {
    const secrets = await loadSecrets(state);
    const supervisor = supervisorOf(state);
    await supervisor.ensure();
    await refuseUnusable(options, supervisor);
    const progress = new Progress(state, options.report);
    const databases = await startDatabases({ state, secrets, supervisor, progress, options });
    const result = await startRegent({ state, secrets, supervisor, progress, options }, databases);
    onServing(result);
    await startGateway({ state, secrets, supervisor, progress, options }, databases);
    return result;
  });
}

interface Parts {
  readonly state: StateFolder;
  readonly secrets: InstallationSecrets;
  readonly supervisor: Supervisor;
  readonly progress: Progress;
  readonly options: UpOptions;
}

async function startDatabases({ state, secrets, supervisor, progress, options }: Parts): Promise<Databases> {
  const { databaseUrl } = options;
  if (databaseUrl) {
    await progress.step('Postgres', async () => [null, 'your own (DATABASE_URL)']);
    return progress.step('Databases', async () => [
      await externalDatabases(databaseUrl, options.litellmDatabaseUrl),
      'ready',
    ]);
  }
  const found = await progress.step('Postgres', async () => {
    const started = await embeddedDatabases(state, secrets, supervisor);
    return [started, `${started.cluster.version} on port ${started.cluster.port}`];
  });
  return progress.step('Databases', async () => [found.databases, 'regent and litellm']);
}

async function startRegent(
  { state, secrets, supervisor, progress, options }: Parts,
  databases: Databases,
): Promise<UpResult> {
  return progress.step('Regent', async () => {
    const url = regentUrl(options);
    const before = await runningPid(supervisor, serviceNames.regent);
    if (options.demo) await supervisor.keep(demoService(state, options));
    await supervisor.keep(regentService(state, options, databases, secrets));
    const failed = `Regent did not start; see ${join(state.logs, 'regent.log')}.`;
    await waitUntil(() => answers(`${url}/healthz`), REGENT_TIMEOUT_MS, failed);
    const adopted = before !== null && before === (await runningPid(supervisor, serviceNames.regent));
    const result: UpResult = {
      url,
      engineUrl: engineUrl(options),
      localToken: secrets.localToken,
      started: adopted ? 'adopted' : 'fresh',
    };
    return [result, url];
  });
}

async function startGateway(
  { state, secrets, supervisor, progress, options }: Parts,
  databases: Databases,
): Promise<void> {
  const engine = await progress.step('Engine', async (say) => {
    const installed = await installEngine({
      folder: options.engineFolder ?? state.engine,
      onProgress: ({ text }) => say(text),
    });
    return [installed, `LiteLLM ${installed.version}`];
  });
  await progress.step('Schema', async (say) => {
    const { applied } = await migrateEngineDatabase({
      engine,
      databaseUrl: databases.litellmUrl,
      onProgress: ({ number, total }) => say(`migration ${number} of ${total}`),
    });
    await databases.afterMigration();
    return [null, applied === 0 ? 'up to date' : `${applied} migrations`];
  });
  await progress.step('Gateway', async (say) => {
    const artifact = join(state.artifacts, 'current', 'config.yaml');
    await waitUntil(
      () => exists(artifact),
      REGENT_TIMEOUT_MS,
      `Regent has not written ${artifact}; see ${join(state.logs, 'regent.log')}.`,
    );
    // A gateway that runs serves people: it is adopted as it is, and only `regent down` stops it.
    if (!(await runningPid(supervisor, serviceNames.gateway))) {
      await supervisor.keep(gatewayService(state, options, { engine, databases, secrets }));
    }
    say('importing LiteLLM, a few seconds');
    const url = engineUrl(options);
    const late = `The gateway does not answer; see ${join(state.logs, 'gateway.log')}.`;
    await waitUntil(() => answers(`${url}/health/liveliness`), GATEWAY_TIMEOUT_MS, late);
    return [null, url];
  });
}

async function runningPid(supervisor: Supervisor, name: string): Promise<number | null> {
  return (
    (await supervisor.status())?.services.find((service) => service.name === name && service.state === 'running')
      ?.pid ?? null
  );
}

/**
 * A stranger's program on a port of ours, or a file that is not there, would make something fail late and with a message
 * that nobody reads. What runs already has its port.
 */
async function refuseUnusable(options: UpOptions, supervisor: Supervisor): Promise<void> {
  if (options.configPath && !(await exists(options.configPath))) {
    throw new Error(`There is no file ${options.configPath} to take over (--config or CONFIG_PATH).`);
  }
  const ports = [
    { service: serviceNames.regent, port: options.port, option: '--port' },
    { service: serviceNames.gateway, port: options.enginePort, option: '--engine-port' },
    ...(options.demo ? [{ service: serviceNames.demo, port: options.demoPort, option: '--demo-port' }] : []),
  ];
  for (const { service, port, option } of ports) {
    if ((await runningPid(supervisor, service)) || !(await isTaken(port))) continue;
    throw new Error(`Port ${port} is taken by another program. Stop it, or choose another port with ${option}.`);
  }
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(port, '127.0.0.1', () => {
      probe.destroy();
      resolve(true);
    });
    probe.on('error', () => resolve(false));
  });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
