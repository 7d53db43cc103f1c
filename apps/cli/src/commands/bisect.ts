import type { RegentClient } from '@regent/client';
import { type BisectView, counted, type RevisionTraffic } from '@regent/core';
import type { Command } from 'commander';
import { connect, type ConnectionOptions } from '../connection.ts';
import { CommandError, exitCodes, output } from '../output.ts';
import { revisionNumber } from '../revision-name.ts';
import { remoteCommand } from './remote.ts';

type Options = ConnectionOptions & { json?: boolean };

/** The newest revisions whose traffic is looked at. */
const TRAFFIC_OF = 100;

export function registerBisect(root: Command): void {
  const bisect = root
    .command('bisect')
    .description('Find the revision that made things worse, by halving. One search for everybody.');
  remoteCommand(bisect, 'start', 'Begin between a revision that was good and a later one that is bad')
    .argument('<good>', 'its number, a tag, live, or last')
    .argument('[bad]', 'the later one', 'live')
    .action(start);
  remoteCommand(
    bisect,
    'status',
    'The revision in question. Exit code 0: found or no search, 2: one is in question.',
  ).action(status);
  remoteCommand(bisect, 'good', 'The revision in question was good').action((options: Options) => judge(true, options));
  remoteCommand(bisect, 'bad', 'The revision in question was bad').action((options: Options) => judge(false, options));
  remoteCommand(bisect, 'stop', 'End the search').action(stop);
}

async function start(good: string, bad: string, options: Options): Promise<void> {
  const client = await connect(options);
  const two = { good: await revisionNumber(client, good), bad: await revisionNumber(client, bad) };
  await tell(client, await client.revision.startBisect.mutate(two), options);
}

async function status(options: Options): Promise<void> {
  const client = await connect(options);
  await tell(client, await client.revision.bisect.query(), options);
}

async function judge(good: boolean, options: Options): Promise<void> {
  const client = await connect(options);
  const search = await client.revision.bisect.query();
  if (search === null) throw new CommandError('No search is under way.', 'Begin one: regent bisect start GOOD BAD');
  if (search.next === null) throw new CommandError(`Revision ${search.culprit} is the first bad one; nothing is left.`);
  await tell(client, await client.revision.judgeBisect.mutate({ number: search.next, good }), options);
}

async function stop(options: Options): Promise<void> {
  await (await connect(options)).revision.stopBisect.mutate();
  if (options.json) return output.json(null);
  output.line('The search has ended.');
}

/** Where the search stands, with what went through the gateway under the revisions that it is about. */
async function tell(client: RegentClient, search: BisectView | null, options: Options): Promise<void> {
  process.exitCode = search?.next ? exitCodes.differs : exitCodes.ok;
  if (search === null) {
    if (options.json) return output.json(null);
    return output.line('No search is under way.');
  }
  const traffic = await client.revision.traffic.query({ limit: TRAFFIC_OF });
  if (options.json) return output.json({ ...search, traffic });
  if (search.next === null) output.line(`Revision ${search.culprit} is the first bad one.`);
  else
    output.line(
      `Try revision ${search.next}; ${counted(search.left, 'revision')} in question. Stage it, or look at its traffic; then: regent bisect good, or bad.`,
    );
  output.line();
  if (traffic.state === 'failed') return output.note(`${traffic.reason}.`);
  printTraffic(search, traffic.found);
}

function printTraffic(search: BisectView, found: readonly RevisionTraffic[]): void {
  const rows = [search.good, ...search.judged.map(({ number }) => number), search.next ?? search.culprit, search.bad];
  const numbers = [...new Set(rows.filter((number) => number !== null))].toSorted((a, b) => a - b);
  output.table(
    ['Revision', 'Verdict', 'Requests', 'Failed', 'Median', '95 %', 'Spend'],
    numbers.map((number) => {
      const one = found.find((row) => row.number === number);
      const told = one
        ? [String(one.requests), String(one.errors), ms(one.p50Ms), ms(one.p95Ms), `$${one.spend.toFixed(2)}`]
        : ['none', '', '', '', ''];
      return [String(number), verdictOf(search, number), ...told];
    }),
  );
}

function verdictOf({ good, bad, judged, next }: BisectView, number: number): string {
  if (number === next) return 'in question';
  if (number === good) return 'good';
  if (number === bad) return 'bad';
  return judged.find((one) => one.number === number)?.good ? 'good' : 'bad';
}

const ms = (value: number | null) => (value === null ? '' : `${Math.round(value)} ms`);
