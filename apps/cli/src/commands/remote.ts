import type { Command } from 'commander';

/** Adds the options of a command that talks to a running Regent. */
export function remoteCommand(root: Command, name: string, description: string): Command {
  return root
    .command(name)
    .description(description)
    .option('--url <url>', 'address of Regent (default: the local run)')
    .option('--token <token>', 'API token for --url')
    .option('--json', 'print JSON');
}
