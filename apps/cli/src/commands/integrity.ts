import type { RegentClient } from '@regent/client';
import { counted, type DanglingName } from '@regent/core';
import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { exitCodes, output } from '../output.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean; fix?: boolean; reachable?: string };

export function registerIntegrity(root: Command): void {
  remoteCommand(root, 'integrity', 'Names that lead nowhere. Exit code 0: none, 2: some, 1: error.')
    .option('--fix', 'stage the first fix of each, until none is left')
    .option('--reachable <models>', 'instead, what a key with these models (commas) gets answers from beyond them')
    .action(run);
}

async function run(options: Options): Promise<void> {
  const client = await connect(options);
  if (options.reachable !== undefined) return showReachable(client, options.reachable, options);
  const fixed = options.fix ? await fixAll(client) : [];
  const findings = await client.integrity.report.query();
  process.exitCode = findings.length === 0 ? exitCodes.ok : exitCodes.differs;
  if (options.json) return output.json({ findings, fixed });
  for (const line of fixed) output.line(`${output.colours.green('staged')} ${line}`);
  for (const finding of findings) {
    output.line(finding.text);
    for (const fix of finding.fixes) output.line(output.colours.dim(`    ${fix.text}`));
  }
  if (findings.length === 0) output.line('Every name leads somewhere.');
  else output.line(`\n${counted(findings.length, 'finding')}.`);
}

/** One at a time, because a fix may take others along or leave new ones behind. */
async function fixAll(client: RegentClient): Promise<string[]> {
  const done: string[] = [];
  for (;;) {
    const [finding] = await client.integrity.report.query();
    const fix = finding?.fixes[0];
    if (finding === undefined || fix === undefined) return done;
    await client.integrity.fix.mutate(wishOf(finding, fix));
    done.push(`${finding.text} ${fix.text}`);
  }
}

function wishOf({ id }: DanglingName, fix: DanglingName['fixes'][number]) {
  return fix.choice === 'rename'
    ? { finding: id, choice: fix.choice, name: fix.name }
    : { finding: id, choice: fix.choice };
}

async function showReachable(client: RegentClient, list: string, options: Options): Promise<void> {
  const models = list.split(',').filter((name) => name !== '');
  const reachable = await client.integrity.reachable.query({ models });
  if (options.json) return output.json(reachable);
  for (const { text } of reachable) output.line(text);
  if (reachable.length === 0) output.line('Nothing beyond the list.');
}
