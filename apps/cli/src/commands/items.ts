import { readFile } from 'node:fs/promises';
import { isJsonObject, type JsonObject } from '@regent/core';
import type { Command } from 'commander';
import { parse, stringify } from 'yaml';
import { connect, type ConnectionOptions } from '../connection.ts';
import { findItem } from '../find-item.ts';
import { CommandError, output } from '../output.ts';
import { diagnosticText } from '../review.ts';
import { knownKind } from './discard.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean };

export function registerItems(root: Command): void {
  const items = root
    .command('items')
    .description('List, show, save and remove configuration items (saves are staged).');
  remoteCommand(items, 'list', 'Items with their flags').argument('[kind]').action(list);
  remoteCommand(items, 'get', 'One item')
    .argument('<kind>')
    .argument('<name>')
    .option('--yaml', 'print YAML')
    .action(get);
  remoteCommand(items, 'set', 'Stage an item; DATA is JSON or YAML, or @FILE, or - for standard input')
    .argument('<kind>')
    .argument('<name>', 'name or key of an existing item, or "new"')
    .argument('<data>')
    .action(set);
  remoteCommand(items, 'remove', 'Stage the removal of an item').argument('<kind>').argument('<name>').action(remove);
}

async function list(kind: string | undefined, options: Options): Promise<void> {
  const client = await connect(options);
  const items = await client.item.list.query(kind ? { kind: knownKind(kind) } : {});
  if (options.json) output.json(items);
  else
    output.table(
      ['Kind', 'Name', 'Staged', 'By', 'Key'],
      items.map((item) => [item.kind, item.name, item.flag ?? '', item.stagedBy ?? '', item.key]),
    );
}

async function get(kind: string, name: string, options: Options & { yaml?: boolean }): Promise<void> {
  const item = await findItem(await connect(options), knownKind(kind), name);
  // As the engine reads it: `no` and `1e-7` have to come back as what they are.
  if (options.yaml) return void process.stdout.write(stringify(item.data, { version: '1.1' }));
  output.json(options.json ? item : item.data);
}

async function set(kind: string, name: string, text: string, options: Options): Promise<void> {
  const client = await connect(options);
  const data = parseData(await readData(text));
  const before = name === 'new' ? null : await findItem(client, knownKind(kind), name);
  const saved = await client.item.save.mutate({
    kind: knownKind(kind),
    ...(before ? { key: before.key } : {}),
    data,
    baseVersion: before?.version ?? 0,
  });
  if (options.json) return output.json(saved);
  output.line(saved.item?.flag ? `Staged (${saved.item.flag}): ${saved.item.name}` : 'Nothing changed.');
  for (const diagnostic of saved.diagnostics) output.line(diagnosticText(diagnostic));
}

async function remove(kind: string, name: string, options: Options): Promise<void> {
  const client = await connect(options);
  const item = await findItem(client, knownKind(kind), name);
  const result = await client.item.remove.mutate({ kind: item.kind, key: item.key, baseVersion: item.version });
  if (options.json) output.json(result);
  else output.line(result ? `Staged (deleted): ${item.name}` : `${item.name} was only staged and is gone.`);
}

async function readData(text: string): Promise<string> {
  if (text === '-') return readFile('/dev/stdin', 'utf8');
  return text.startsWith('@') ? readFile(text.slice(1), 'utf8') : text;
}

/** JSON is YAML too. */
function parseData(text: string): JsonObject {
  let data: unknown;
  try {
    data = parse(text, { version: '1.1' });
  } catch (error) {
    throw new CommandError(`DATA is neither JSON nor YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (isJsonObject(data)) return data;
  throw new CommandError('DATA has to be one map.');
}
