import { counted } from '@regent/core';
import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { output } from '../output.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean };

export function registerVault(root: Command): void {
  const vault = root.command('vault').description('The encrypted store of secrets, and its keys.');
  remoteCommand(vault, 'status', 'What it holds, and which keys it needs').action(status);
  remoteCommand(vault, 'rotate', 'Seal every secret with a new data key; nothing has to be applied')
    .option('--key-encryption-key', 'instead, wrap the data keys with the first key of REGENT_VAULT_KEY')
    .action(rotate);
}

async function status(options: Options): Promise<void> {
  const vault = await (await connect(options)).vault.status.query();
  if (options.json) return output.json(vault);
  output.line(`Secrets   ${vault.secrets}, in ${counted(vault.versions, 'version')}`);
  output.line(`Data key  since ${vault.dataKeyCreatedAt ?? 'never'}`);
  output.line(`Wrapping  ${wrappingText(vault)}`);
}

function wrappingText({
  wrappingKeys,
  wrappedByPrevious,
}: {
  wrappingKeys: number;
  wrappedByPrevious: number;
}): string {
  if (wrappedByPrevious > 0) return `${counted(wrappedByPrevious, 'data key')} still need the key before`;
  return wrappingKeys > 1 ? 'only the first key is needed; take the others out of REGENT_VAULT_KEY' : 'one key';
}

async function rotate(options: Options & { keyEncryptionKey?: boolean }): Promise<void> {
  const client = await connect(options);
  if (options.keyEncryptionKey) {
    const result = await client.vault.rotateKeyEncryptionKey.mutate();
    if (options.json) return output.json(result);
    return output.line(`${counted(result.rewrapped, 'data key')} wrapped with the first key of REGENT_VAULT_KEY.`);
  }
  const result = await client.vault.rotateDataKey.mutate();
  if (options.json) return output.json(result);
  output.line(`${counted(result.resealed, 'version')} sealed with a new data key.`);
}
