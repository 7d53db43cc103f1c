import { createConnection } from 'node:net';
import { createInterface } from 'node:readline';
import type * as z from 'zod';
import { ServantUnreachable } from '../driver.ts';

export interface AskOptions {
  /** For the whole conversation. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Sends one request to the launcher and yields its messages, parsed but unchecked, until it closes or the caller stops
 * listening; leaving early stops nothing that the launcher has begun.
 * @throws ServantUnreachable when nobody listens, the time is over, or the signal aborts.
 */
export async function* askLauncher(socketPath: string, request: object, options: AskOptions): AsyncGenerator<unknown> {
  const socket = createConnection(socketPath);
  const limit = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal ? AbortSignal.any([options.signal, limit]) : limit;
  let failure: Error | null = null;
  const giveUp = () => {
    failure ??= new ServantUnreachable(
      limit.aborted ? `The launcher did not answer within ${options.timeoutMs} ms.` : 'The request was given up.',
    );
    socket.destroy(failure); // without an error the reader of lines would wait for ever
  };
  if (signal.aborted) giveUp();
  signal.addEventListener('abort', giveUp, { once: true });
  socket.on('error', (error) => {
    failure ??= new ServantUnreachable(`The engine is not up: its launcher does not answer (${error.message}).`, {
      cause: error,
    });
  });
  try {
    socket.write(`${JSON.stringify(request)}\n`);
    for await (const line of createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line !== '') yield parseLine(line);
    }
  } catch (error) {
    failure ??= error instanceof Error ? error : new Error(String(error));
  } finally {
    signal.removeEventListener('abort', giveUp);
    socket.destroy();
  }
  if (failure) throw failure;
}

/** The first message that ends a conversation (`ok`), or throws {@link ServantUnreachable} when none came. */
export async function askOnce(socketPath: string, request: object, options: AskOptions): Promise<unknown> {
  for await (const message of askLauncher(socketPath, request, options)) {
    if (typeof message === 'object' && message !== null && 'ok' in message) return message;
  }
  throw new ServantUnreachable('The launcher closed the connection without an answer.');
}

/** Something listens on the control socket, but it is no launcher of this version. */
export class ForeignLauncher extends ServantUnreachable {
  constructor(cause: unknown) {
    super('What listens on the control socket does not speak the protocol of this version.', { cause });
  }
}

/** @throws ForeignLauncher when the message is none of this kind. */
export function understand<T>(schema: z.ZodType<T>, message: unknown): T {
  const read = schema.safeParse(message);
  if (read.success) return read.data;
  throw new ForeignLauncher(read.error);
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new ForeignLauncher(error);
  }
}
