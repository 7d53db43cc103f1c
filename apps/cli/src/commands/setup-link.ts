import { type Command, Option } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { output } from '../output.ts';
import { remoteCommand } from './remote.ts';

export function registerSetupLink(root: Command): void {
  registerInvite(root);
  remoteCommand(root, 'setup-link', 'A new one-time link for the first administrator.').action(
    async (options: ConnectionOptions & { json?: boolean }) => {
      const link = await (await connect(options)).setup.createLink.mutate();
      if (options.json) output.json(link);
      else output.line(link.url);
    },
  );
}

function registerInvite(root: Command): void {
  remoteCommand(root, 'invite', 'A one-time link by which somebody makes an account of their own, within three days.')
    .addOption(
      new Option('--role <role>', 'what they may do')
        .choices(['proxy_admin', 'proxy_admin_viewer'])
        .default('proxy_admin'),
    )
    .action(async (options: ConnectionOptions & { json?: boolean; role: 'proxy_admin' | 'proxy_admin_viewer' }) => {
      const link = await (await connect(options)).account.invite.mutate({ role: options.role });
      if (options.json) output.json(link);
      else output.line(link.url);
    });
}
