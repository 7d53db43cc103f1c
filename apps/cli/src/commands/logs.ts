import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { output } from '../output.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean; tail: string; follow?: boolean };

export function registerLogs(root: Command): void {
  remoteCommand(root, 'logs', 'The log of the gateway, secrets redacted.')
    .option('--tail <n>', 'lines to start with', '200')
    .option('--follow', 'go on until Ctrl-C')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const client = await connect(options);
  const show = (line: { text: string }) => (options.json ? output.line(JSON.stringify(line)) : output.line(line.text));
  const tail = Number(options.tail);
  if (!options.follow) return (await client.servant.logs.query({ tail })).forEach(show);
  await new Promise<void>((resolve, reject) => {
    const subscription = client.servant.follow.subscribe({ tail }, { onData: show, onError: reject });
    process.once('SIGINT', () => {
      subscription.unsubscribe();
      resolve();
    });
  });
}
