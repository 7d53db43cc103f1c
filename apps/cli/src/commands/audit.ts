import { counted } from '@regent/core';
import { type Command, InvalidArgumentError } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { exitCodes, output } from '../output.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean };

export function registerAudit(root: Command): void {
  const audit = root.command('audit').description('Who did what, in a chain that shows tampering.');
  remoteCommand(audit, 'list', 'Entries, newest first')
    .option('--limit <n>', 'how many', limit, 50)
    .option('--who <name>', 'only what this person or program did')
    .option('--find <text>', 'only entries with these words')
    .action(list);
  remoteCommand(audit, 'verify', 'Walk the whole chain. Exit code 0: it holds, 1: it is broken.').action(verify);
}

async function list(options: Options & { limit: number; who?: string; find?: string }): Promise<void> {
  const { limit: most, who, find } = options;
  const search = { limit: most, ...(who ? { actor: who } : {}), ...(find ? { text: find } : {}) };
  const { entries } = await (await connect(options)).audit.list.query(search);
  if (options.json) return output.json(entries);
  output.table(
    ['#', 'When', 'Who', 'What', 'To what'],
    entries.map((entry) => [String(entry.seq), entry.at, entry.actor, entry.action, entry.subject]),
  );
}

async function verify(options: Options): Promise<void> {
  const verdict = await (await connect(options)).audit.verify.query();
  process.exitCode = verdict.ok ? exitCodes.ok : exitCodes.error;
  if (options.json) return output.json(verdict);
  const all = counted(verdict.entries, 'entry', 'entries');
  output.line(
    verdict.ok ? `The chain holds: ${all}.` : `The chain is broken at entry ${verdict.brokenAt}; ${all} hold.`,
  );
}

function limit(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1_000) throw new InvalidArgumentError('1 to 1000.');
  return value;
}
