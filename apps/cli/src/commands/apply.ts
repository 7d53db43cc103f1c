import type { RegentClient } from '@regent/client';
import type { ItemRef } from '@regent/core';
import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { durationSeconds } from '../duration.ts';
import { findItem } from '../find-item.ts';
import { followRun } from '../follow-run.ts';
import { output } from '../output.ts';
import { printReview } from '../review.ts';
import { askFirst } from './confirm.ts';
import { knownKind } from './discard.ts';
import { remoteCommand } from './remote.ts';
import { waitingText } from './waiting.ts';

interface Options extends ConnectionOptions {
  readonly json?: boolean;
  readonly reason: string;
  readonly yes?: boolean;
  readonly insist?: boolean;
  readonly models?: string;
  readonly confirm?: number;
  readonly only?: readonly string[];
  readonly override?: string;
}

export function registerApply(root: Command): void {
  remoteCommand(root, 'apply', 'Review what is staged and apply it as one step.')
    .option('--reason <text>', 'kept with the revision', '')
    .option('--yes', 'do not ask')
    .option('--insist', 'apply although the engine refuses or would drop deployments')
    .option('--models <n>', 'number of models that will be left, when the shrink guard asks for it')
    .option('--confirm <time>', 'take it back unless `regent confirm` comes in time (90s, 2m, 1h)', durationSeconds)
    .option('--only <kind/name...>', 'apply some of what is staged and leave the rest')
    .option('--override <reason>', 'apply in an emergency although changes are frozen or nobody has approved')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const client = await connect(options);
  const items = options.only && (await Promise.all(options.only.map((name) => itemNamed(client, name))));
  const choice = items ? { items } : {};
  const review = await client.change.review.query(choice);
  if (review.empty) {
    if (options.json) output.json({ outcome: 'nothing-to-do' });
    else printReview(review, null);
    return;
  }
  if (!options.json) printReview(review, await client.change.check.mutate({ plan: review.plan, ...choice }));
  await askFirst('Apply this?', options);
  const started = await client.change.rollout.mutate({
    plan: review.plan,
    reason: options.reason,
    ...choice,
    ...(options.confirm === undefined ? {} : { confirmSeconds: options.confirm }),
    ...(options.override === undefined ? {} : { override: options.override }),
    ...(options.insist ? { insist: true } : {}),
    ...(options.models === undefined ? {} : { confirmModels: Number(options.models) }),
  });
  await followRun(client, started, { ...options, untilItWaits: true });
  const run = await client.change.run.query({ id: started.id });
  if (run.confirm?.waiting && !options.json) output.line(waitingText(run));
}

/** `model/gpt-4o` as the item that it names. */
async function itemNamed(client: RegentClient, text: string): Promise<ItemRef> {
  const [kind, ...name] = text.split('/');
  const { kind: found, key } = await findItem(client, knownKind(kind), name.join('/'));
  return { kind: found, key };
}
