import type { RegentClient } from '@regent/client';
import type { VirtualKeyView } from '@regent/core';
import { type Command, InvalidArgumentError } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { CommandError, output } from '../output.ts';
import { askFirst } from './confirm.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean };

interface CreateOptions extends Options {
  readonly alias?: string;
  readonly models: readonly string[];
  readonly maxBudget?: number;
  readonly budgetDuration?: string;
  readonly duration?: string;
  readonly rpm?: number;
  readonly tpm?: number;
}

/** Virtual keys are the gateway's: what happens here is in effect at once and never staged. */
export function registerKeys(root: Command): void {
  const keys = root.command('keys').description('Virtual keys of the gateway (in effect at once, never staged).');
  remoteCommand(keys, 'list', 'Keys, newest first').action(list);
  remoteCommand(keys, 'create', 'Make a key; it is shown this once')
    .option('--alias <name>', 'name of the key')
    .option('--models <names>', 'allowed models, separated by commas (default: all)', names, [])
    .option('--max-budget <usd>', 'spend limit', amount)
    .option('--budget-duration <span>', 'the limit starts over after 30d, 24h, 1mo')
    .option('--duration <span>', 'the key expires after 30d, 24h, 1mo')
    .option('--rpm <n>', 'requests per minute', amount)
    .option('--tpm <n>', 'tokens per minute', amount)
    .action(create);
  const one = (name: string, text: string) =>
    remoteCommand(keys, name, text).argument('<key>', 'alias, or hash as `keys list --json` shows it');
  one('block', 'Refuse requests of a key').action((key: string, options: Options) => setBlocked(key, true, options));
  one('unblock', 'Let a blocked key in again').action((key: string, options: Options) =>
    setBlocked(key, false, options),
  );
  one('delete', 'Remove a key for good').option('--yes', 'do not ask').action(remove);
}

async function list(options: Options): Promise<void> {
  const keys = await allKeys(await connect(options));
  if (options.json) return output.json(keys);
  output.table(
    ['Alias', 'Key', 'Models', 'Spend', 'Budget', 'State'],
    keys.map((key) => [
      key.alias ?? '',
      key.masked,
      key.models.join(', ') || 'all',
      key.spend.toFixed(4),
      key.maxBudget === null ? '' : String(key.maxBudget),
      key.blocked ? 'blocked' : (key.expiresAt ?? ''),
    ]),
  );
}

async function create(options: CreateOptions): Promise<void> {
  const { alias, models, maxBudget, budgetDuration, duration, rpm, tpm } = options;
  const wish = { alias, maxBudget, budgetDuration, duration, rpmLimit: rpm, tpmLimit: tpm };
  const given = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined));
  const created = await (await connect(options)).key.create.mutate({ ...given, models: [...models] });
  if (options.json) return output.json(created);
  output.line(created.key);
  output.note('This is the only time that the key is shown.');
}

async function setBlocked(name: string, blocked: boolean, options: Options): Promise<void> {
  const client = await connect(options);
  const key = await findKey(client, name);
  const { token } = key;
  await (blocked ? client.key.block.mutate({ token }) : client.key.unblock.mutate({ token }));
  if (options.json) return output.json({ token, blocked });
  output.line(`${key.alias ?? key.masked} is ${blocked ? 'blocked' : 'let in again'}.`);
}

async function remove(name: string, options: Options & { yes?: boolean }): Promise<void> {
  const client = await connect(options);
  const key = await findKey(client, name);
  await askFirst(`Delete ${key.alias ?? key.masked} for good?`, options);
  await client.key.remove.mutate({ tokens: [key.token] });
  if (options.json) return output.json({ token: key.token, deleted: true });
  output.line(`${key.alias ?? key.masked} is deleted.`);
}

async function findKey(client: RegentClient, name: string): Promise<VirtualKeyView> {
  const found = (await allKeys(client)).filter((key) => key.token === name || key.alias === name);
  if (found.length > 1) throw new CommandError(`${found.length} keys are called ${name}.`, 'Use the hash of one.');
  if (!found[0]) throw new CommandError(`There is no key called ${name}.`, '`regent keys list` shows them.');
  return found[0];
}

async function allKeys(client: RegentClient): Promise<VirtualKeyView[]> {
  const keys: VirtualKeyView[] = [];
  for (let page = 1; ; page++) {
    const answer = await client.key.list.query({ page, size: 100 });
    keys.push(...answer.keys);
    if (page >= answer.pages) return keys;
  }
}

function names(text: string): string[] {
  return text.split(',').filter((name) => name !== '');
}

function amount(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0) throw new InvalidArgumentError('A number is wanted.');
  return value;
}
