import { type CredentialTrial, secretReferences, type SecretVersionView } from '@regent/core';
import { type Command, InvalidArgumentError } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { findItem } from '../find-item.ts';
import { CommandError, exitCodes, output } from '../output.ts';
import { askFirst } from './confirm.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean };

export function registerCredentials(root: Command): void {
  const credentials = root
    .command('credentials')
    .description('Provider secrets by name: how old, last tried when, and the end of an old version.');
  remoteCommand(credentials, 'list', 'Every credential').action(list);
  remoteCommand(credentials, 'try', 'One tiny real call with what is saved. Exit code 0: answered, 1: not.')
    .argument('<name>', 'of the credential')
    .option('--with <model>', 'a model of the provider, where no deployment uses the credential yet')
    .action(tryOne);
  remoteCommand(credentials, 'revoke', 'Destroy the versions that an Apply has left behind; they never come back')
    .argument('<name>', 'of the credential')
    .option('--only <n>', 'only this version', version)
    .option('--yes', 'do not ask')
    .action(revoke);
}

async function list(options: Options): Promise<void> {
  const client = await connect(options);
  const [items, statuses] = await Promise.all([
    client.item.list.query({ kind: 'credential' }),
    client.credential.status.query(),
  ]);
  const names = new Map(items.map(({ key, name }) => [key, name]));
  const named = statuses.map((status) => ({ name: names.get(status.key) ?? status.key, ...status }));
  if (options.json) return output.json(named);
  output.table(
    ['Name', 'Secret stored', 'Old versions', 'Last try'],
    named.map((one) => [one.name, one.storedAt ?? 'none', String(one.revocable), trialText(one.lastTrial)]),
  );
}

function trialText(trial: CredentialTrial | null): string {
  if (trial === null) return 'never';
  const said = `${trial.ok ? 'answered' : 'failed'} ${trial.at}, by ${trial.by}`;
  return trial.tried === 'other' ? `${said}, with another secret` : said;
}

async function tryOne(name: string, options: Options & { with?: string }): Promise<void> {
  const client = await connect(options);
  const { key } = await findItem(client, 'credential', name);
  const result = await client.credential.try.mutate({ key, ...(options.with && { named: options.with }) });
  process.exitCode = result.ok ? exitCodes.ok : exitCodes.error;
  if (options.json) return output.json(result);
  output.line(`${result.ok ? 'Answered' : 'Failed'}: ${result.text}`);
}

async function revoke(name: string, options: Options & { only?: number; yes?: boolean }): Promise<void> {
  const client = await connect(options);
  const { data } = await findItem(client, 'credential', name);
  const secrets = [...new Set(secretReferences(data).map(({ $secret }) => $secret))];
  const wanted = (one: SecretVersionView) =>
    options.only === undefined ? !one.inUse && one.revokedAt === null : one.version === options.only;
  const versions = (await client.vault.versions.query({ secrets })).filter(wanted);
  if (versions.length === 0) throw new CommandError(`${name} has no version to revoke.`);
  const numbers = versions.map((one) => one.version).join(', ');
  const revisions = [...new Set(versions.flatMap((one) => one.revisions))].toSorted((a, b) => a - b);
  if (revisions.length > 0)
    output.note(`Revisions that used it: ${revisions.join(', ')}. Going back to one leaves ${name} as it is then.`);
  await askFirst(`Destroy version ${numbers} of ${name} for good?`, options);
  for (const one of versions) await client.vault.revoke.mutate({ secret: one.secret, version: one.version });
  if (options.json) return output.json({ versions: versions.map((one) => one.version), revisions });
  output.line(`Revoked version ${numbers} of ${name}. Revoke the key at the provider too.`);
}

function version(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new InvalidArgumentError('A version is a whole number from 1.');
  return Number(text);
}
