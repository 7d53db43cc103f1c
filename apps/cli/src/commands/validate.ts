import {
  type CommandOptions,
  type CommandResult,
  engineHint,
  engineVersion,
  runRender,
  runValidate,
} from '@regent/renderer/command';
import { type Command, InvalidArgumentError } from 'commander';
import { output } from '../output.ts';

interface Options {
  readonly json?: boolean;
  readonly engine?: string;
  readonly environment?: string;
  readonly secrets?: string;
}

/** Both commands work on files alone: no Regent has to run. */
export function registerValidate(root: Command): void {
  offline(root, 'validate', 'Findings about configuration files. Exit code 1: errors, 2: a file cannot be read.')
    .option('--environment <names>', 'variables that are set for the engine, separated by commas')
    .action((files: string[], options: Options) => finish(runValidate(commandOptions(files, options))));
}

export function registerRender(root: Command): void {
  offline(root, 'render', 'config.yaml from items (JSON), secrets as placeholders unless --secrets gives them.')
    .option('--secrets <file>', 'JSON file of secret id → text')
    .action((files: string[], options: Options) => finish(runRender(commandOptions(files, options))));
}

function offline(root: Command, name: string, description: string): Command {
  return root
    .command(name)
    .description(description)
    .argument('<file...>', 'files, or - for standard input')
    .option('--engine <version>', 'version of LiteLLM that reads the file', toEngine)
    .option('--json', 'print JSON');
}

function toEngine(text: string): string {
  const version = engineVersion(text);
  if (version === null) throw new InvalidArgumentError(engineHint);
  return version;
}

function commandOptions(files: string[], options: Options): CommandOptions {
  const environment = options.environment?.split(',').filter((name) => name !== '');
  return {
    files,
    json: options.json ?? false,
    ...(options.engine === undefined ? {} : { engine: options.engine }),
    ...(environment === undefined ? {} : { environment }),
    ...(options.secrets === undefined ? {} : { secrets: options.secrets }),
  };
}

function finish({ exitCode, output: text }: CommandResult): void {
  output.line(text);
  process.exitCode = exitCode;
}
