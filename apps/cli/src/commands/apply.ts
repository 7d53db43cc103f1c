import { setTimeout as sleep } from 'node:timers/promises';
import { confirm, isCancel } from '@clack/prompts';
import type { RegentClient } from '@regent/client';
import type { RunView } from '@regent/core';
import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { CommandError, exitCodes, output } from '../output.ts';
import { printReview } from '../review.ts';
import { remoteCommand } from './remote.ts';

const LOOK_MS = 100;

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
  if (!options.yes && !options.json) await askFirst();
  const started = await client.change.rollout.mutate({
    plan: review.plan,
    reason: options.reason,
    ...(options.insist ? { insist: true } : {}),
    ...(options.models === undefined ? {} : { confirmModels: Number(options.models) }),
  });
  const run = await follow(client, started, options.json ? () => undefined : printSteps());
  if (options.json) output.json(run);
  else output.line(`\n${run.sentence ?? run.outcome ?? ''}`);
  if (run.error && !options.json) output.error(run.error);
  process.exitCode = run.outcome === 'live' || run.outcome === 'nothing-to-do' ? exitCodes.ok : exitCodes.error;
}

async function askFirst(): Promise<void> {
  if (!process.stdin.isTTY) throw new CommandError('Nobody is here to answer.', 'Use --yes in scripts.');
  const answer = await confirm({ message: 'Apply this?' });
  if (isCancel(answer) || !answer) throw new CommandError('Not applied; everything stays staged.');
}

async function follow(client: RegentClient, started: RunView, show: (run: RunView) => void): Promise<RunView> {
  let run = started;
  while (run.outcome === null) {
    show(run);
    await sleep(LOOK_MS);
    run = await client.change.run.query({ id: run.id });
  }
  show(run);
  return run;
}

/** Prints each step once, when it ends. */
function printSteps(): (run: RunView) => void {
  const printed = new Set<string>();
  return (run) => {
    for (const step of run.steps) {
      if ((step.state !== 'done' && step.state !== 'failed') || printed.has(step.step)) continue;
      printed.add(step.step);
      const mark = step.state === 'done' ? output.colours.green('✓') : output.colours.red('✗');
      output.line(
        `  ${mark} ${step.step.padEnd(9)} ${output.colours.dim(`${step.durationMs ?? 0} ms`)} ${step.text ?? ''}`,
      );
    }
  };
}
