import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { exitCodes, output } from '../output.ts';
import { printReview } from '../review.ts';
import { remoteCommand } from './remote.ts';

export function registerPlan(root: Command): void {
  remoteCommand(root, 'plan', 'Show what Apply would do. Exit code 0: nothing, 2: something, 1: error.').action(run);
}

async function run(options: ConnectionOptions & { json?: boolean }): Promise<void> {
  const client = await connect(options);
  const review = await client.change.review.query({});
  const check = review.empty ? null : await client.change.check.mutate({ plan: review.plan });
  const failing =
    review.diagnostics.some((diagnostic) => diagnostic.severity === 'error') || check?.verdict === 'refused';
  if (options.json) output.json({ ...review, check });
  else printReview(review, check);
  process.exitCode = failing ? exitCodes.error : review.empty ? exitCodes.ok : exitCodes.differs;
}
