import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { output } from '../output.ts';
import { remoteCommand } from './remote.ts';

export function registerSetupLink(root: Command): void {
  remoteCommand(root, 'setup-link', 'A new one-time link for the first administrator.').action(
    async (options: ConnectionOptions & { json?: boolean }) => {
      const link = await (await connect(options)).setup.createLink.mutate();
      if (options.json) output.json(link);
      else output.line(link.url);
    },
  );
}
