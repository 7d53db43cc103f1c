import { setTimeout as sleep } from 'node:timers/promises';
import type { LogLine, LogOptions } from '../driver.ts';
import { parseLogLine } from '../process/log-line.ts';
import type { LogRange, ServantContainer } from './container.ts';
import { type EngineLine, LogLines } from './frames.ts';

/** Between two attempts to reach an engine that is away. */
const RETRY_MS = 1_000;

/**
 * The last lines of a container, then with `follow` new ones until the signal aborts: over restarts of the container, of
 * the engine and of the gate, each line once. A container that is not there yet is waited for.
 * @throws EngineRefusal without `follow`, when the engine cannot be asked.
 */
export async function* followContainerLogs(
  container: ServantContainer,
  { tail, follow, signal }: LogOptions,
): AsyncGenerator<LogLine> {
  if (!follow) {
    for await (const line of linesOf(container, { tail, follow }, signal)) yield toLogLine(line);
    return;
  }
  const attachedAt = Date.now() / 1000;
  let range: LogRange = { tail, follow };
  while (!isAborted(signal)) {
    try {
      for await (const line of linesOf(container, range, signal)) {
        if (line.at !== null) range = { since: justAfter(line.at), follow };
        yield toLogLine(line);
      }
      if ('tail' in range) range = { since: attachedAt.toFixed(3), follow };
      await started(container, signal);
    } catch {
      if (isAborted(signal)) return;
      await sleep(RETRY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

async function* linesOf(
  container: ServantContainer,
  range: LogRange,
  signal: AbortSignal | undefined,
): AsyncGenerator<EngineLine> {
  const { terminal } = await container.inspect(signal);
  const reader = new LogLines({ framed: !terminal });
  for await (const chunk of await container.logs(range, signal)) yield* reader.add(chunk);
  yield* reader.end();
}

/** Returns when the container runs. The engine keeps events for a while, so that a start meanwhile is not missed. */
async function started(container: ServantContainer, signal: AbortSignal | undefined): Promise<void> {
  const since = Math.floor(Date.now() / 1000);
  const { state } = await container.inspect(signal);
  if (state.state === 'running') return;
  for await (const _ of await container.starts(since, signal)) return;
}

function toLogLine({ at, text }: EngineLine): LogLine {
  const line = parseLogLine(text);
  return line.at === null && at !== null ? { ...line, at: new Date(at).toISOString() } : line;
}

/** The next nanosecond, in seconds of the epoch. */
function justAfter(stamp: string): string {
  const nanoseconds = Number(/\.(\d+)Z$/.exec(stamp)?.[1]?.padEnd(9, '0').slice(0, 9) ?? 0) + 1;
  const seconds = Math.floor(Date.parse(stamp) / 1000) + Math.floor(nanoseconds / 1e9);
  return `${seconds}.${String(nanoseconds % 1e9).padStart(9, '0')}`;
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false;
}
