import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { followRun } from '../follow-run.ts';
import { output } from '../output.ts';
import { printReview } from '../review.ts';
import { askFirst } from './confirm.ts';
import { remoteCommand } from './remote.ts';

interface Options extends ConnectionOptions {
  readonly json?: boolean;
  readonly reason: string;
  readonly yes?: boolean;
  readonly insist?: boolean;
  readonly models?: string;
}

export function registerApply(root: Command): void {
  remoteCommand(root, 'apply', 'Review what is staged and apply it as one step.')
    .option('--reason <text>', 'kept with the revision', '')
    .option('--yes', 'do not ask')
    .option('--insist', 'apply although the engine refuses or would drop deployments')
    .option('--models <n>', 'number of models that will be left, when the shrink guard asks for it')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const client = await connect(options);
  const review = await client.change.review.query();
  if (review.empty) {
    if (options.json) output.json({ outcome: 'nothing-to-do' });
    else printReview(review, null);
    return;
  }
  if (!options.json) printReview(review, await client.change.check.mutate({ plan: review.plan }));
  await askFirst('Apply this?', options);
  const started = await client.change.rollout.mutate({
    plan: review.plan,
    reason: options.reason,
    ...(options.insist ? { insist: true } : {}),
    ...(options.models === undefined ? {} : { confirmModels: Number(options.models) }),
  });
  await followRun(client, started, options);
}
