import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LogLines } from './frames.ts';

const STAMP = '2026-01-31T12:00:00.123456789Z';

function frame(stream: number, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.writeUInt8(stream, 0);
  const message = Buffer.concat([Buffer.from(`${STAMP} `), content]);
  header.writeUInt32BE(message.length, 4);
  return Buffer.concat([header, message]);
}

/** Cuts bytes at the given places, wherever they fall. */
function cut(bytes: Buffer, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end));
}

const line = fc.string({ unit: 'grapheme', maxLength: 20 }).map((text) => text.replaceAll(/[\r\n]/g, ' '));
const places = fc.array(fc.nat(10_000), { maxLength: 8 });

test('lines come out whole, however frames and chunks cut them, also inside a character', () => {
  fc.assert(
    fc.property(fc.array(line), places, places, (lines, frameCuts, chunkCuts) => {
      const bytes = Buffer.from(lines.map((text) => `${text}\n`).join(''));
      const sent = Buffer.concat(cut(bytes, frameCuts).map((part) => frame(1, part)));
      const reader = new LogLines({ framed: true });
      const got = cut(sent, chunkCuts).flatMap((chunk) => reader.add(chunk));
      expect(got.map(({ text }) => text)).toEqual(lines);
      expect(got.every(({ at }) => at === STAMP)).toBe(true);
      expect(reader.end()).toEqual([]);
    }),
  );
});

test('an unfinished line of one stream does not run into a line of the other', () => {
  const reader = new LogLines({ framed: true });
  const sent = [frame(1, Buffer.from('out ')), frame(2, Buffer.from('error\n')), frame(1, Buffer.from('put'))];
  expect(reader.add(Buffer.concat(sent)).map(({ text }) => text)).toEqual(['error']);
  expect(reader.end().map(({ text }) => text)).toEqual(['out put']);
});

test('a container with a terminal sends lines without frames', () => {
  const reader = new LogLines({ framed: false });
  expect(reader.add(Buffer.from(`${STAMP} one\r\n${STAMP} t`))).toEqual([{ at: STAMP, text: 'one' }]);
  expect(reader.add(Buffer.from('wo\r\n'))).toEqual([{ at: STAMP, text: 'two' }]);
});
