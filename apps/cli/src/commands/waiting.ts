import type { RunView } from '@regent/core';
import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { durationSeconds } from '../duration.ts';
import { followRun } from '../follow-run.ts';
import { output } from '../output.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean };

/** What people say to an Apply that waits for them. */
export function registerWaiting(root: Command): void {
  remoteCommand(root, 'confirm', 'Keep what an Apply with --confirm has made live.')
    .option('--more <time>', 'do not decide yet: give it so much time from now (90s, 2m, 1h)', durationSeconds)
    .action(confirm);
  remoteCommand(root, 'revert', 'Take back what an Apply with --confirm has made live, without waiting.').action(
    revert,
  );
}

async function confirm(options: Options & { more?: number }): Promise<void> {
  const client = await connect(options);
  if (options.more === undefined) return followRun(client, await client.change.keep.mutate({}), options);
  const run = await client.change.extend.mutate({ seconds: options.more });
  if (options.json) output.json(run);
  else output.line(waitingText(run));
}

async function revert(options: Options): Promise<void> {
  const client = await connect(options);
  await followRun(client, await client.change.takeBack.mutate({}), { ...options, expects: 'reverted' });
}

export function waitingText(run: RunView): string {
  return `Revision ${run.revision ?? '?'} serves and waits until ${run.confirm?.until ?? '?'}. Keep it: regent confirm. Take it back: regent revert.`;
}
