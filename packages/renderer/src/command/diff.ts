import { type ConfigChange, diffConfigs, type FieldChange } from '../diff/diff.ts';
import { readItems } from './items.ts';
import type { CommandOptions, CommandResult } from './options.ts';

/** The difference in meaning of two files (configurations or items). Exit 0 when equal, 1 when not. */
export function runDiff(options: CommandOptions): CommandResult {
  const [beforeFile = '-', afterFile = '-'] = options.files;
  const before = readItems(beforeFile);
  const after = before === null ? null : readItems(afterFile, before);
  if (before === null || after === null)
    return { exitCode: 2, output: 'One of the files holds no items and no configuration.' };
  const changes = diffConfigs(before, after);
  const output = options.json ? JSON.stringify(changes, null, 2) : printChanges(changes);
  return { exitCode: changes.length === 0 ? 0 : 1, output };
}

const signs = { added: '+', removed: '-', changed: '~' } as const;

/** For people: one line for each item, one for each field below it. */
export function printChanges(changes: readonly ConfigChange[]): string {
  if (changes.length === 0) return 'No difference.';
  return changes
    .flatMap((change) => [
      `${signs[change.change]} ${change.kind} ${change.name}${noteOf(change)}`,
      ...change.fields.map(printField),
    ])
    .join('\n');
}

function noteOf(change: ConfigChange): string {
  if (change.change !== 'changed') return '';
  return `${change.renamedFrom === undefined ? '' : ` (was ${change.renamedFrom})`}${change.moved ? ' (moved)' : ''}`;
}

function printField(field: FieldChange): string {
  switch (field.change) {
    case 'added':
      return `    + ${field.pointer}: ${JSON.stringify(field.after)}`;
    case 'removed':
      return `    - ${field.pointer}: ${JSON.stringify(field.before)}`;
    case 'changed':
      return `    ~ ${field.pointer}: ${JSON.stringify(field.before)} → ${JSON.stringify(field.after)}`;
    case 'secret':
      return `    ~ ${field.pointer}: secret changed`;
  }
}
