import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegentClient, type RegentClient } from '@regent/client';
import { freePort } from '@regent/local';
import { composeCommand } from '../../../scripts/test/docker.ts';
import { NEW_CONNECTION } from '../../rig/new-connection.ts';
import { repository } from '../../rig/folders.ts';
import { images } from './images.ts';
import { privateEngine } from './private-engine.ts';
import { type Finished, run, tryRun } from './program.ts';

/** An installation as an operator makes it: a folder with the compose file, `./setup-env`, `docker compose up -d`. */
export interface ComposeInstallation {
  readonly folder: string;
  readonly url: string;
  readonly gatewayUrl: string;
  readonly masterKey: string;
  readonly client: RegentClient;
  /** `docker compose ARGUMENTS`; gives what it prints. */
  compose(...args: string[]): Promise<string>;
  /** Runs a line of a shell in the folder, as the guide says it. */
  shell(line: string): Promise<Finished>;
  chat(model: string): Promise<Response>;
  /** Ends every container and removes volumes, networks and the folder. */
  remove(): Promise<void>;
}

export interface ComposeOptions {
  readonly project: string;
  /** An existing `config/config.yaml`. */
  readonly config?: string;
  /** A file beside `docker-compose.yml` that is laid over it. */
  readonly overlay?: string;
  /** Further settings of `.env`, made from those that `./setup-env` has made. */
  readonly settings?: (made: ReadonlyMap<string, string>) => Readonly<Record<string, string>>;
}

/** `docker compose …` where Compose is the older program of its own. */
const OLDER_COMPOSE = `#!/bin/sh
if [ "$1" = compose ]; then shift; exec docker-compose "$@"; fi
PATH="\${PATH#*:}" exec docker "$@"
`;

export async function composeInstallation(options: ComposeOptions): Promise<ComposeInstallation> {
  const { project, config, overlay } = options;
  const folder = await mkdtemp(join(tmpdir(), 'regent-compose-'));
  for (const name of ['docker-compose.yml', 'compose.external.yml', 'compose.expose.yml', 'setup-env', 'deploy']) {
    await cp(join(repository, name), join(folder, name), { recursive: true });
  }
  if (config !== undefined) {
    await mkdir(join(folder, 'config'));
    await writeFile(join(folder, 'config/config.yaml'), config, { mode: 0o600 });
  }
  const [port, gatewayPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  const settings = {
    ...{ REGENT_IMAGE: images.regent, SERVANT_IMAGE: images.servant, POSTGRES_IMAGE: images.postgres },
    ...{ CACHE_IMAGE: images.cache, GATE_IMAGE: images.gate, DOCKER_SOCKET: privateEngine.socket },
    ...{ REGENT_PORT: String(port), GATEWAY_PORT: String(gatewayPort), SERVANT_CONTAINER: `${project}-litellm` },
    ...{ REGENT_PUBLIC_URL: url, GATEWAY_URL: gatewayUrl, REGENT_DEMO_PROVIDER_URL: 'http://demo:4010/v1' },
  };
  await setUp(folder, settings);
  if (options.settings) await setUp(folder, options.settings(await readEnvironment(join(folder, '.env'))));
  const programs = await mkdtemp(join(tmpdir(), 'regent-programs-'));
  const values = await readEnvironment(join(folder, '.env'));
  const files = ['docker-compose.yml', ...(overlay === undefined ? [] : [overlay])].join(':');
  const env = { DOCKER_HOST: privateEngine.address, COMPOSE_PROJECT_NAME: project, COMPOSE_FILE: files };
  const [program = 'docker', ...first] = composeCommand() ?? [];
  if (first.length === 0) await writeFile(join(programs, 'docker'), OLDER_COMPOSE, { mode: 0o755 });
  const path = `${programs}:${process.env.PATH ?? ''}`;
  const compose = (...args: string[]) => run(program, [...first, ...args], { cwd: folder, env });
  return {
    folder,
    url,
    gatewayUrl,
    masterKey: values.get('LITELLM_MASTER_KEY') ?? '',
    client: createRegentClient({ url, token: values.get('REGENT_LOCAL_TOKEN') ?? '' }),
    compose,
    shell: (line) => tryRun('sh', ['-c', line], { cwd: folder, env: { ...env, PATH: path } }),
    chat: (model) =>
      fetch(`${gatewayUrl}/v1/chat/completions`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${values.get('LITELLM_MASTER_KEY')}`,
          'content-type': 'application/json',
          ...NEW_CONNECTION,
        },
        body: JSON.stringify({ model, messages: [{ role: 'user', content: 'hello' }] }),
      }),
    remove: async () => {
      await compose('--profile', 'demo', 'down', '--volumes', '--remove-orphans', '--timeout', '5');
      await rm(folder, { recursive: true, force: true });
      await rm(programs, { recursive: true, force: true });
    },
  };
}

async function setUp(folder: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const words = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  await run('./setup-env', words, { cwd: folder });
}

async function readEnvironment(path: string): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile(path, 'utf8')).trim().split('\n');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 2, -1)]));
}
