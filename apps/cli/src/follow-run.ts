import { setTimeout as sleep } from 'node:timers/promises';
import type { RegentClient } from '@regent/client';
import type { RunView } from '@regent/core';
import { exitCodes, output } from './output.ts';

const LOOK_MS = 100;

interface FollowOptions {
  readonly json?: boolean;
  /** The outcome that was asked for, when it is another one than `live`. */
  readonly expects?: RunView['outcome'];
  /** Stop following once it waits for somebody to confirm it. */
  readonly untilItWaits?: boolean;
}

/** Shows a run until it ends, and gives the process the exit code that its outcome deserves. */
export async function followRun(client: RegentClient, started: RunView, options: FollowOptions): Promise<void> {
  const show = options.json ? () => undefined : printSteps();
  let run = started;
  while (run.outcome === null) {
    show(run);
    if (options.untilItWaits && run.confirm?.waiting) return options.json ? output.json(run) : undefined;
    await sleep(LOOK_MS);
    run = await client.change.run.query({ id: run.id });
  }
  show(run);
  if (options.json) output.json(run);
  else output.line(`\n${run.sentence ?? run.outcome ?? ''}`);
  if (run.error && !options.json) output.error(run.error);
  const fine = [options.expects ?? 'live', 'nothing-to-do'];
  process.exitCode = fine.includes(run.outcome) ? exitCodes.ok : exitCodes.error;
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
