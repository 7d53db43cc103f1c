import { readFile } from 'node:fs/promises';
import { counted, type ReceiptLine } from '@regent/core';
import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { CommandError, output } from '../output.ts';
import { diagnosticText } from '../review.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean; preview?: boolean };

export function registerImport(root: Command): void {
  remoteCommand(root, 'import', 'Take over a config.yaml: everything it says is staged, nothing is applied.')
    .argument('<file>', 'a config.yaml, or - for standard input')
    .argument('[included...]', 'files that its `include` names')
    .option('--preview', 'only show what would be staged')
    .action(run);
}

async function run(file: string, included: string[], options: Options): Promise<void> {
  const client = await connect(options);
  const text = await read(file);
  const files = await Promise.all(included.map(async (name) => ({ name, text: await read(name) })));
  const source = files.length > 0 ? { text, files } : { text };
  const preview = await client.import.preview.mutate(source);
  const result = options.preview ? null : await client.import.stage.mutate(source);
  if (options.json) return output.json({ preview, result });
  for (const diagnostic of preview.diagnostics) output.line(diagnosticText(diagnostic));
  const { taken, secrets, passthrough, reserved } = preview.counts;
  for (const line of preview.receipt.filter((entry) => entry.what !== 'lint' && entry.what !== 'taken'))
    output.line(receiptText(line));
  output.line(
    `\n${counted(taken, 'item')} taken, ${counted(secrets, 'secret')} moved to the vault, ${counted(passthrough, 'key')} preserved, ${counted(reserved, 'key')} of the installation.`,
  );
  output.line(result ? `${result.staged} staged. Next: regent plan, regent apply.` : 'Nothing staged (--preview).');
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file === '-' ? '/dev/stdin' : file, 'utf8');
  } catch (error) {
    throw new CommandError(`Cannot read ${file}: ${(error as Error).message}`);
  }
}

const receiptText = (line: ReceiptLine) =>
  `${line.what.padEnd(12)} ${line.path}${line.line === null ? '' : `:${line.line}`}  ${line.text}`;
