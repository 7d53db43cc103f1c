import { counted } from '@regent/core';
import { type Command, InvalidArgumentError } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { followRun } from '../follow-run.ts';
import { output } from '../output.ts';
import { printChanges } from '../review.ts';
import { askFirst } from './confirm.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean };

export function registerHistory(root: Command): void {
  const history = root.command('history').description('Revisions: what was applied, when, by whom, and the way back.');
  remoteCommand(history, 'list', 'Revisions, newest first')
    .option('--limit <n>', 'how many', wholeNumber, 20)
    .action(list);
  remoteCommand(history, 'show', 'What one revision changed').argument('<n>', 'its number', wholeNumber).action(show);
  remoteCommand(history, 'compare', 'What differs between two revisions')
    .argument('<from>', 'number of a revision', wholeNumber)
    .argument('<to>', 'number of another one', wholeNumber)
    .action(compare);
  remoteCommand(history, 'stage', 'Stage an old revision, to be reviewed and applied')
    .argument('<n>', 'its number', wholeNumber)
    .action(stage);
  remoteCommand(history, 'restore', 'Apply an old revision at once')
    .argument('<n>', 'its number', wholeNumber)
    .option('--reason <text>', 'kept with the new revision', '')
    .option('--yes', 'do not ask')
    .action(restore);
}

async function list(options: Options & { limit: number }): Promise<void> {
  const { revisions } = await (await connect(options)).revision.list.query({ limit: options.limit });
  if (options.json) return output.json(revisions);
  output.table(
    ['Revision', 'Outcome', 'When', 'By', 'Models', 'Changes', 'Reason'],
    revisions.map((one) => [
      String(one.number),
      one.live ? `${one.outcome}, serves now` : one.outcome,
      one.createdAt,
      one.author,
      String(one.models),
      String(one.changes),
      one.reason,
    ]),
  );
}

async function show(number: number, options: Options): Promise<void> {
  const revision = await (await connect(options)).revision.get.query({ number });
  if (options.json) return output.json(revision);
  output.line(`Revision ${revision.number}, ${revision.outcome}, ${revision.createdAt}, by ${revision.author}`);
  if (revision.reason) output.line(revision.reason);
  output.line();
  printChanges(revision.itemChanges);
}

async function compare(from: number, to: number, options: Options): Promise<void> {
  const comparison = await (await connect(options)).revision.compare.query({ from, to });
  if (options.json) return output.json(comparison);
  if (comparison.changes.length === 0) output.line(`Revisions ${from} and ${to} say the same.`);
  printChanges(comparison.changes);
}

async function stage(number: number, options: Options): Promise<void> {
  const result = await (await connect(options)).revision.stage.mutate({ number });
  if (options.json) return output.json(result);
  output.line(`${counted(result.staged, 'change')} staged. Next: regent plan, regent apply.`);
}

async function restore(number: number, options: Options & { reason: string; yes?: boolean }): Promise<void> {
  const client = await connect(options);
  await askFirst(`Apply revision ${number} again, now?`, options);
  const reason = options.reason || `Back to revision ${number}`;
  await followRun(client, await client.revision.restore.mutate({ number, reason }), options);
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is wanted.');
  return Number(text);
}
