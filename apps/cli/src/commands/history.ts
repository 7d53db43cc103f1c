import { counted, type RestoreCheck } from '@regent/core';
import { type Command, InvalidArgumentError } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { followRun } from '../follow-run.ts';
import { exitCodes, output } from '../output.ts';
import { printChanges } from '../review.ts';
import { revisionNumber } from '../revision-name.ts';
import { askFirst } from './confirm.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean };

const REVISION = 'its number, a tag, live, or last';

export function registerHistory(root: Command): void {
  const history = root.command('history').description('Revisions: what was applied, when, by whom, and the way back.');
  remoteCommand(history, 'list', 'Revisions, newest first')
    .option('--limit <n>', 'how many', wholeNumber, 20)
    .action(list);
  remoteCommand(history, 'show', 'What one revision changed').argument('<revision>', REVISION).action(show);
  remoteCommand(history, 'compare', 'What differs between any two. Exit code 0: nothing, 2: something.')
    .argument('<from>', REVISION)
    .argument('[to]', 'another one', 'live')
    .action(compare);
  remoteCommand(history, 'note', 'Write down what is worth knowing about a revision; blank removes the note')
    .argument('<revision>', REVISION)
    .argument('<text>', 'the note')
    .action(note);
  remoteCommand(history, 'tag', 'Give a revision tags, to find it again by them')
    .argument('<revision>', REVISION)
    .argument('<tags...>', 'words')
    .option('--remove', 'take these away instead')
    .action(tag);
  remoteCommand(history, 'stage', 'Stage an old revision, to be reviewed and applied')
    .argument('<revision>', REVISION)
    .action(stage);
  remoteCommand(history, 'restore', 'Apply an old revision at once')
    .argument('<revision>', REVISION)
    .option('--reason <text>', 'kept with the new revision', '')
    .option('--yes', 'do not ask')
    .action(restore);
}

async function list(options: Options & { limit: number }): Promise<void> {
  const { revisions } = await (await connect(options)).revision.list.query({ limit: options.limit });
  if (options.json) return output.json(revisions);
  output.table(
    ['Revision', 'Outcome', 'When', 'By', 'Models', 'Changes', 'Tags', 'Reason'],
    revisions.map((one) => [
      String(one.number),
      one.live ? `${one.outcome}, serves now` : one.outcome,
      one.createdAt,
      one.author,
      String(one.models),
      String(one.changes),
      one.tags.join(' '),
      one.reason,
    ]),
  );
}

async function show(name: string, options: Options): Promise<void> {
  const client = await connect(options);
  const revision = await client.revision.get.query({ number: await revisionNumber(client, name) });
  if (options.json) return output.json(revision);
  output.line(`Revision ${revision.number}, ${revision.outcome}, ${revision.createdAt}, by ${revision.author}`);
  for (const line of [revision.reason, revision.tags.join(' '), revision.note]) if (line) output.line(line);
  output.line();
  printChanges(revision.itemChanges);
}

async function compare(from: string, to: string, options: Options): Promise<void> {
  const client = await connect(options);
  const two = { from: await revisionNumber(client, from), to: await revisionNumber(client, to) };
  const comparison = await client.revision.compare.query(two);
  process.exitCode = comparison.changes.length === 0 ? exitCodes.ok : exitCodes.differs;
  if (options.json) return output.json(comparison);
  if (comparison.changes.length === 0) output.line(`Revisions ${two.from} and ${two.to} say the same.`);
  printChanges(comparison.changes);
}

async function note(name: string, text: string, options: Options): Promise<void> {
  const client = await connect(options);
  const number = await revisionNumber(client, name);
  const revision = await client.revision.annotate.mutate({ number, note: text });
  if (options.json) return output.json(revision);
  output.line(`Revision ${number}: ${text.trim() === '' ? 'no note' : text}`);
}

async function tag(name: string, words: readonly string[], options: Options & { remove?: boolean }): Promise<void> {
  const client = await connect(options);
  const number = await revisionNumber(client, name);
  const { tags } = await client.revision.get.query({ number });
  const wanted = options.remove ? tags.filter((one) => !words.includes(one)) : [...new Set([...tags, ...words])];
  const revision = await client.revision.annotate.mutate({ number, tags: wanted });
  if (options.json) return output.json(revision);
  output.line(`Revision ${number}: ${wanted.length === 0 ? 'no tags' : wanted.join(' ')}`);
}

async function stage(name: string, options: Options): Promise<void> {
  const client = await connect(options);
  const number = await revisionNumber(client, name);
  const check = await client.revision.checkRestore.query({ number });
  const result = await client.revision.stage.mutate({ number });
  if (options.json) return output.json({ ...result, check });
  printCheck(check);
  output.line(`${counted(result.staged, 'change')} staged. Next: regent plan, regent apply.`);
}

async function restore(name: string, options: Options & { reason: string; yes?: boolean }): Promise<void> {
  const client = await connect(options);
  const number = await revisionNumber(client, name);
  printCheck(await client.revision.checkRestore.query({ number }));
  await askFirst(`Apply revision ${number} again, now?`, options);
  const reason = options.reason || `Back to revision ${number}`;
  await followRun(client, await client.revision.restore.mutate({ number, reason }), options);
}

/** What going back means beyond the difference itself, on standard error. */
function printCheck({ leftOut, replaced }: RestoreCheck): void {
  for (const item of leftOut) output.note(`${item.name} cannot come back: ${item.why}; it stays as it is.`);
  if (replaced.count > 0)
    output.note(`${counted(replaced.count, 'staged change')} of ${replaced.people.join(', ')} would be replaced.`);
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('A whole number is wanted.');
  return Number(text);
}
