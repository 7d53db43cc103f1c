import { writeFile } from 'node:fs/promises';
import { type ExportFormat, exportFormats } from '@regent/core';
import { type Command, Option } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { CommandError, output } from '../output.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & {
  json?: boolean;
  format: ExportFormat;
  recipient?: string;
  staged?: boolean;
  output?: string;
};

export function registerExport(root: Command): void {
  remoteCommand(root, 'export', 'Give the configuration out: without secrets, or encrypted to an age recipient.')
    .addOption(
      new Option(
        '--format <format>',
        'yaml redacted, env with os.environ/NAME for secrets, dotenv their template, json items, age items with secrets, eject a zip for a plain LiteLLM',
      )
        .choices([...exportFormats])
        .default('yaml'),
    )
    .option('--recipient <age1…>', 'who may open --format age')
    .option('--staged', 'with what is staged, else what is applied')
    .option('-o, --output <file>', 'write a file (0600) instead of standard output')
    .action(run);
}

async function run(options: Options): Promise<void> {
  if (options.format === 'age' && options.recipient === undefined)
    throw new CommandError('Who may open it?', 'Give --recipient age1…; `age-keygen` makes a pair.');
  if (options.format === 'eject' && options.output === undefined && !options.json)
    throw new CommandError('A zip does not belong on a terminal.', 'Name a file: -o litellm.zip');
  const client = await connect(options);
  const { name, base64 } = await client.export.make.mutate({
    format: options.format,
    ...(options.recipient === undefined ? {} : { recipient: options.recipient }),
    ...(options.staged === undefined ? {} : { staged: options.staged }),
  });
  const bytes = Buffer.from(base64, 'base64');
  if (options.output !== undefined) {
    await writeFile(options.output, bytes, { mode: 0o600 });
    return output.note(`Written: ${options.output}`);
  }
  if (options.json)
    return output.json(options.format === 'eject' ? { name, base64 } : { name, text: bytes.toString() });
  process.stdout.write(bytes.toString());
}
