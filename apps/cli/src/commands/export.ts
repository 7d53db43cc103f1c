import { type Command, Option } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { output } from '../output.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean; format: 'yaml' | 'items' };

export function registerExport(root: Command): void {
  remoteCommand(root, 'export', 'Print the configuration without its secrets.')
    .addOption(
      new Option('--format <format>', 'as config.yaml, or as items').choices(['yaml', 'items']).default('yaml'),
    )
    .action(run);
}

async function run(options: Options): Promise<void> {
  const client = await connect(options);
  if (options.format === 'yaml') {
    const { text } = await client.rendered.download.query({ redacted: true });
    return options.json ? output.json({ text }) : void process.stdout.write(text);
  }
  const items = await client.item.list.query({});
  output.json(
    items
      .filter((item) => item.flag !== 'deleted')
      .map(({ kind, key, data, position }) => ({ kind, key, position, data })),
  );
}
