#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { runDiff } from './diff.ts';
import { runImport } from './import.ts';
import { type CommandOptions, type CommandResult, engineHint, engineVersion } from './options.ts';
import { runRender } from './render.ts';
import { runValidate } from './validate.ts';

const usage = `regent-render <command> [FILE…]   (- is standard input)

  validate FILE…        findings about configuration files; exit 1 on errors, 2 when a file cannot be read
  import FILE           items, receipt and findings as JSON; --secrets FILE takes the secrets (mode 0600)
  render FILE           config.yaml from items; --secrets FILE gives the secrets
  diff BEFORE AFTER     the difference in meaning; exit 1 when there is one

  --json                print JSON
  --engine VERSION      version of LiteLLM that reads the file (default 1.104.0)
  --environment NAMES   variables that are set for the engine, separated by commas`;

const commands: Readonly<Record<string, (options: CommandOptions) => CommandResult>> = {
  validate: runValidate,
  import: runImport,
  render: runRender,
  diff: runDiff,
};

process.exitCode = main(process.argv.slice(2));

function main(args: string[]): number {
  const parsed = parse(args);
  const run = commands[parsed?.name ?? ''];
  if (parsed === null || run === undefined) {
    process.stderr.write(`${usage}\n`);
    return 2;
  }
  const { exitCode, output } = run(parsed.options);
  process.stdout.write(`${output}\n`);
  return exitCode;
}

function parse(args: string[]): { name: string; options: CommandOptions } | null {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: { type: 'boolean', default: false },
        engine: { type: 'string' },
        environment: { type: 'string' },
        secrets: { type: 'string' },
      },
    });
    const [name = '', ...files] = positionals;
    const { json, engine, environment, secrets } = values;
    const version = engine === undefined ? undefined : engineVersion(engine);
    if (version === null) throw new Error(`--engine ${engine}: ${engineHint}`);
    const options: CommandOptions = {
      files: files.length === 0 ? ['-'] : files,
      json,
      ...(version === undefined ? {} : { engine: version }),
      ...(environment === undefined ? {} : { environment: environment.split(',').filter((entry) => entry !== '') }),
      ...(secrets === undefined ? {} : { secrets }),
    };
    return { name, options };
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return null;
  }
}
