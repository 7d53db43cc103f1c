import { appendFile, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { followLog } from './log.ts';
import { parseLogLine } from './log-line.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
  path = join(folder, 'servant.log');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Reads on until `count` lines came; `act[n]` happens when n lines are there. */
async function readUntil(
  count: number,
  options: { tail: number; act?: Record<number, () => Promise<void>> },
): Promise<string[]> {
  const stop = new AbortController();
  const texts: string[] = [];
  for await (const { text } of followLog(path, { tail: options.tail, follow: true, signal: stop.signal })) {
    texts.push(text);
    if (texts.length === count) stop.abort();
    await options.act?.[texts.length]?.();
  }
  return texts;
}

test('a log that is not there is empty, and is followed once it comes', async () => {
  const none: unknown[] = [];
  for await (const line of followLog(path, { tail: 5, follow: false })) none.push(line);
  expect(none).toEqual([]);
  const reading = readUntil(1, { tail: 5 });
  await writeFile(path, 'first\n');
  expect(await reading).toEqual(['first']);
});

test('a line that is not finished yet comes when its end does', async () => {
  await writeFile(path, 'one\ntw');
  expect(await readUntil(2, { tail: 9, act: { 1: () => appendFile(path, 'o\n') } })).toEqual(['one', 'two']);
});

test('nothing is lost when the log is rotated between two lines', async () => {
  await writeFile(path, 'a\nb\n');
  const rotate = async () => {
    await appendFile(path, 'c\n');
    await rename(path, `${path}.1`);
    await writeFile(path, 'd\n');
  };
  expect(await readUntil(3, { tail: 1, act: { 1: rotate } })).toEqual(['b', 'c', 'd']);
});

test('a reader that is told to stop ends, although nothing is written', async () => {
  await writeFile(path, 'a\n');
  const stop = new AbortController();
  const lines = followLog(path, { tail: 1, follow: true, signal: stop.signal });
  expect((await lines.next()).value).toMatchObject({ text: 'a' });
  const end = lines.next();
  stop.abort();
  expect(await end).toEqual({ done: true, value: undefined });
});

test('a line gives its time and its level, without colours', () => {
  const line =
    '2026-01-31T12:00:00.123Z [g3.w0 4711] \u001b[92m12:00:00 - LiteLLM Proxy:ERROR\u001b[0m: router.py:1 - no';
  expect(parseLogLine(line)).toEqual({
    at: '2026-01-31T12:00:00.123Z',
    level: 'error',
    text: '[g3.w0 4711] 12:00:00 - LiteLLM Proxy:ERROR: router.py:1 - no',
  });
  expect(parseLogLine('plain')).toEqual({ at: null, level: null, text: 'plain' });
});
