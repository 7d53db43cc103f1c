import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type StepProgress, down, serviceNames, stateFolder, up, type UpResult } from '@regent/local';
import { type Command, InvalidArgumentError } from 'commander';
import { connect } from '../connection.ts';
import { environment } from '../env.ts';
import { output } from '../output.ts';

interface Options {
  readonly host: string;
  readonly port: number;
  readonly enginePort: number;
  readonly workers: number;
  readonly demo: boolean;
  readonly demoPort: number;
  readonly config?: string;
  readonly detach?: boolean;
}

const repository = resolve(import.meta.dirname, '../../../..');

export function registerUp(root: Command): void {
  root
    .command('up')
    .description('Start everything: Postgres, Regent, the engine. What runs already is adopted.')
    .option('--host <host>', 'address to listen on', '127.0.0.1')
    .option('--port <port>', 'port of Regent', portNumber, 8081)
    .option('--engine-port <port>', 'port of the gateway', portNumber, 4000)
    .option('--workers <n>', 'workers of the gateway', positive, 1)
    .option('--no-demo', 'do not start the demo provider')
    .option('--demo-port <port>', 'port of the demo provider', portNumber, 4010)
    .option('--config <file>', 'an existing config.yaml to take over at the first start (or CONFIG_PATH)')
    .option('--detach', 'return when all is up; the default stays and stops Regent on Ctrl-C')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const state = environment.state();
  const devUrl = environment.devUrl();
  await up(
    {
      state,
      apiMain: resolve(repository, 'apps/api/src/main.ts'),
      webFolder: resolve(repository, 'apps/web/dist'),
      host: options.host,
      port: options.port,
      enginePort: options.enginePort,
      workers: options.workers,
      demo: options.demo,
      demoPort: options.demoPort,
      configPath: options.config ? resolve(options.config) : environment.configPath(),
      engineFolder: environment.engineFolder(),
      databaseUrl: environment.databaseUrl(),
      litellmDatabaseUrl: environment.litellmDatabaseUrl(),
      development: devUrl === null ? null : { publicUrl: devUrl },
      engineEnvironment: environment.forEngine(),
      report: reportStep,
    },
    (result) => void announce(result, state),
  );
  if (options.detach) return;
  output.note('\nCtrl-C stops Regent; the gateway and the database go on serving (`./regent down` stops all).');
  await interrupted();
  await down(state, () => undefined, [serviceNames.regent]);
}

/** The address, and the set-up link while nobody has an account. */
async function announce(result: UpResult, state: string): Promise<void> {
  await writeFile(`${stateFolder(state).run}/url`, result.url, { mode: 0o600 });
  const client = await connect({});
  const status = await client.setup.status.query();
  const link = status.needed ? (await client.setup.createLink.mutate()).url : null;
  output.line();
  output.line(
    link
      ? `  Open this link to set up Regent (once):\n\n  ${output.colours.bold(link)}`
      : `  Regent: ${output.colours.bold(result.url)}`,
  );
  output.line();
}

/** What was printed last for each step: a count that moves on is no new line. */
const shown = new Map<string, string>();
const withoutCounts = (text: string) => text.replaceAll(/\d+/g, '#');

function reportStep(step: StepProgress): void {
  const { colours } = output;
  switch (step.state) {
    case 'waiting':
      return;
    case 'running':
      if (step.text && shown.get(step.name) !== withoutCounts(step.text))
        output.note(`  ${colours.dim('…')} ${step.name}: ${step.text}`);
      shown.set(step.name, withoutCounts(step.text));
      return;
    case 'done':
      output.note(
        `  ${colours.green('✓')} ${step.name}: ${step.text} ${colours.dim(`${((step.durationMs ?? 0) / 1000).toFixed(1)} s`)}`,
      );
      return;
    case 'failed':
      output.note(`  ${colours.red('✗')} ${step.name}`);
      return;
  }
}

function interrupted(): Promise<void> {
  const keepAlive = setInterval(() => undefined, 60_000);
  return new Promise((resolve) => {
    const end = () => {
      clearInterval(keepAlive);
      resolve();
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  });
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 1 to 65535.');
  return port;
}

function positive(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('A whole number from 1.');
  return number;
}
