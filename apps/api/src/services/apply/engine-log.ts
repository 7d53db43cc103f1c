import { setTimeout as sleep } from 'node:timers/promises';
import { notify } from '@regent/db';
import type { App } from '../../app-context.ts';
import { CHANNEL } from '../../events/topic.ts';
import { updateRun } from './lease.ts';
import { vaultRedactor } from './redactor.ts';

const LINES_MAX = 200;
const CHARACTERS_MAX = 2_000;
const WRITE_EVERY_MS = 300;

/** What the engine says while a run waits for it. */
export interface EngineLog {
  /** Ends following; the redacted lines that came, the newest of them when there were many. */
  end(): Promise<readonly string[]>;
}

/** Follows the engine's log from now on and shows it in the run's row while it grows. Never throws: a log is no step. */
export function followEngine(app: App, run: string, stop: AbortSignal): EngineLog {
  const ended = new AbortController();
  const signal = AbortSignal.any([ended.signal, stop]);
  const lines: string[] = [];
  const lost = (error: unknown) => app.log.warn({ err: error, run }, 'lines of the engine are missing in a run');
  const reading = collect(app, lines, signal).catch(lost);
  const writing = show(app, { run, lines }, signal).catch(lost);
  return {
    end: async () => {
      ended.abort();
      await Promise.all([reading, writing]);
      return lines;
    },
  };
}

async function collect(app: App, lines: string[], signal: AbortSignal): Promise<void> {
  const redact = await vaultRedactor(app);
  for await (const line of app.servant.logs({ tail: 0, follow: true, signal })) {
    lines.push(redact(line.text).slice(0, CHARACTERS_MAX));
    if (lines.length > LINES_MAX) lines.shift();
  }
}

async function show(app: App, { run, lines }: { run: string; lines: string[] }, signal: AbortSignal): Promise<void> {
  let shown = '';
  while (!signal.aborted) {
    await sleep(WRITE_EVERY_MS, undefined, { signal }).catch(() => undefined);
    const now = lines.join('\n');
    if (signal.aborted || now === shown) continue;
    await updateRun({ app }, run, { log: [...lines] });
    await notify(app.db, CHANNEL, JSON.stringify({ topic: 'run', id: run }));
    shown = now;
  }
}
