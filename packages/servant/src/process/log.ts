import { type FSWatcher, watch } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { LogLine, LogOptions } from '../driver.ts';
import { parseLogLine } from './log-line.ts';

const CHUNK_BYTES = 64 * 1024;
/** A tail never reads more than this, whatever the length of the lines. */
const TAIL_BYTES_MAX = 4 * 1024 * 1024;

/**
 * The last lines of the launcher's log, then with `follow` new ones, across rotation and restarts of the launcher.
 * Woken by the file system, not by a clock. Ends when the signal aborts; without `follow` at the end of the file.
 */
export async function* followLog(path: string, { tail, follow, signal }: LogOptions): AsyncGenerator<LogLine> {
  const changes = follow ? new Changes(path) : null;
  const wake = () => changes?.wake();
  signal?.addEventListener('abort', wake, { once: true });
  let file: FileHandle | null = null;
  try {
    file = await open(path, 'r').catch(() => null);
    const reader = new LineReader();
    if (file) for (const text of await readTail(file, tail, reader)) yield parseLogLine(text);
    if (changes === null) return;
    while (!isAborted(signal)) {
      if (file) for await (const text of reader.rest(file)) yield parseLogLine(text);
      const next: FileHandle | null = await successor(file, path);
      if (next) {
        if (file) for await (const text of reader.rest(file)) yield parseLogLine(text); // what came before the rotation
        await file?.close();
        file = next;
        reader.begin();
      } else if (!isAborted(signal)) {
        await changes.next();
      }
    }
  } finally {
    signal?.removeEventListener('abort', wake);
    changes?.close();
    await file?.close();
  }
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted ?? false;
}

/** The file that now has the name, when it is another one than `file`. */
async function successor(file: FileHandle | null, path: string): Promise<FileHandle | null> {
  const named = await stat(path).catch(() => null);
  if (named === null) return null;
  const own = await file?.stat();
  return own?.ino === named.ino ? null : open(path, 'r').catch(() => null);
}

async function readTail(file: FileHandle, tail: number, reader: LineReader): Promise<string[]> {
  const { size } = await file.stat();
  reader.begin(Math.max(0, size - TAIL_BYTES_MAX));
  const lines: string[] = [];
  for await (const line of reader.rest(file)) {
    lines.push(line);
    if (lines.length > tail) lines.shift();
  }
  return tail === 0 ? [] : lines;
}

/** Whole lines from a place in a file on; an unfinished one is kept until its end comes. */
class LineReader {
  #position = 0;
  #partial = Buffer.alloc(0);

  begin(position = 0): void {
    this.#position = position;
    this.#partial = Buffer.alloc(0);
  }

  async *rest(file: FileHandle): AsyncGenerator<string> {
    for (;;) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, this.#position);
      if (bytesRead === 0) return;
      this.#position += bytesRead;
      let text = Buffer.concat([this.#partial, buffer.subarray(0, bytesRead)]);
      for (let end = text.indexOf(10); end !== -1; end = text.indexOf(10)) {
        yield text.subarray(0, end).toString('utf8');
        text = text.subarray(end + 1);
      }
      this.#partial = text;
    }
  }
}

/** Tells when something happened to a file's name or content. Nothing is lost between two calls of `next`. */
class Changes {
  readonly #watcher: FSWatcher;
  #pending = false;
  #resolve: (() => void) | null = null;

  constructor(path: string) {
    const name = basename(path);
    this.#watcher = watch(dirname(path), (_, changed) => {
      if (changed === null || changed === name) this.wake();
    });
    this.#watcher.on('error', () => this.wake());
  }

  wake(): void {
    this.#pending = true;
    this.#resolve?.();
  }

  async next(): Promise<void> {
    if (!this.#pending) await new Promise<void>((resolve) => (this.#resolve = resolve));
    this.#pending = false;
    this.#resolve = null;
  }

  close(): void {
    this.#watcher.close();
  }
}
