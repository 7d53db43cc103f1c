import { type ItemKind, type ItemRef, itemKinds } from '@regent/core';
import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { findItem } from '../find-item.ts';
import { CommandError, output } from '../output.ts';
import { remoteCommand } from './remote.ts';

export function registerDiscard(root: Command): void {
  remoteCommand(root, 'discard', 'Drop staged changes: one item, or with --all everything.')
    .argument('[kind]', 'item kind')
    .argument('[name]', 'name or key of the item')
    .option('--all', 'drop everything that is staged')
    .option('--mine', 'drop what you staged yourself')
    .action(run);
}

type Options = ConnectionOptions & { json?: boolean; all?: boolean; mine?: boolean };

async function run(kind: string | undefined, name: string | undefined, options: Options): Promise<void> {
  const everything = options.all || options.mine;
  if (!everything && !(kind && name)) throw new CommandError('Name the item (kind and name), or say --all or --mine.');
  const client = await connect(options);
  const items: ItemRef[] | null = everything ? null : [await findItem(client, knownKind(kind), name ?? '')];
  const result = await client.change.discard.mutate(
    items ? { items: items.map(({ kind, key }) => ({ kind, key })) } : options.mine ? { mine: true } : {},
  );
  if (options.json) output.json(result);
  else output.line(`${result.discarded} staged ${result.discarded === 1 ? 'change' : 'changes'} dropped.`);
}

/** @throws CommandError that lists the kinds. */
export function knownKind(kind: string | undefined): ItemKind {
  const known = itemKinds.find((candidate) => candidate === kind);
  if (!known)
    throw new CommandError(`There is no item kind ${JSON.stringify(kind)}.`, `Kinds: ${itemKinds.join(', ')}`);
  return known;
}
