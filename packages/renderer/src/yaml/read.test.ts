import { readFileSync } from 'node:fs';
import { equalJson, type Json } from '@regent/core';
import { expect, test } from 'vitest';
import { configJson, configNames, configText } from '../testing/golden.ts';
import { readYaml } from './read.ts';

const value = (text: string) => {
  const read = readYaml(text);
  return read.outcome === 'read' ? read.value : read;
};

test.each(configNames)('%s reads as the engine reads it', (name) => {
  expect(equalJson(value(configText(`${name}.yaml`)) as never, configJson(`${name}.loaded.json`))).toBe(true);
});

test.each([
  ['a tab in the indentation', 'a:\n\t- b', 2],
  ['a quote that is never closed', 'a: 1\nb: "abc\n', 2],
  ['an unknown tag', 'a: !env KEY', 1],
  ['an undefined alias', 'a: *b', 1],
  ['a bare star', 'a: *', 1],
  ['a second document', 'a: 1\n---\nb: 1', 2],
  ['a map as key', '? [a, b]\n: 1', 1],
  ['a value that goes on', 'a: b: c', 1],
  ['a NUL', 'a: 1\nb: \0', 2],
  ['a date that does not exist', 'a: 2025-13-45', 1],
  ['an alias that contains itself', 'a: &a [*a]', 1],
  ['an anchor defined twice', 'a: &x 1\nb: &x 2', 2],
])('%s is refused with its line', (_name, text, line) => {
  const read = readYaml(text);
  expect(read.outcome).toBe('broken');
  expect(read.outcome === 'broken' && read.mark.line + 1).toBe(line);
});

test.each([
  ['010', 8],
  ['0x1F', 31],
  ['0b11', 3],
  ['1_000', 1000],
  ['12:30', 750],
  ['1e3', '1e3'],
  ['1.0e+3', { $yaml: 'float', value: '1000.0' }],
  ['y', 'y'],
  ['Yes', true],
  ['off', false],
  ['~', null],
  ['2024-05-01', { $yaml: 'date', value: '2024-05-01' }],
  ['2024-05-01 1:02:03.5 -5:30', { $yaml: 'datetime', value: '2024-05-01T01:02:03.500000-05:30' }],
  ['99999999999999999999', { $yaml: 'int', value: '99999999999999999999' }],
  ['.inf', { $yaml: 'float', value: 'inf' }],
  ['!!str 12', '12'],
  ['!!binary aGk=', { $yaml: 'binary', value: 'aGk=' }],
  ['0899', '0899'],
])('%s reads by YAML 1.1', (text, expected) => {
  expect(value(`a: ${text}`)).toEqual({ a: expected });
});

test('aliases that grow without bound are refused in little time', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; level < 12; level++)
    lines.push(
      `a${level}: &a${level} [${Array(10)
        .fill(`*a${level - 1}`)
        .join(', ')}]`,
    );
  expect(readYaml(lines.join('\n')).outcome).toBe('broken');
});

test('deep nesting is refused, not a stack overflow', () => {
  expect(readYaml('['.repeat(100_000)).outcome).toBe('broken');
});

test('a byte order mark and CRLF are read', () => {
  expect(value('\uFEFFa: 1\r\nb:\r\n  - c\r\n')).toEqual({ a: 1, b: ['c'] });
});

test('merge keys: own keys win, of a list the first map wins', () => {
  expect(value('x: &x {a: 1, b: 1}\ny: &y {a: 2, c: 2}\nz: {<<: [*x, *y], b: 3}')).toMatchObject({
    z: { a: 1, b: 3, c: 2 },
  });
});

test('a key that stands twice is found, and the last one wins', () => {
  const read = readYaml('a:\n  b: 1\n  b: 2\n');
  expect(read.outcome === 'read' && read.value).toEqual({ a: { b: 2 } });
  expect(read.outcome === 'read' && read.findings).toMatchObject([
    { problem: 'duplicate', location: ['a', 'b'], mark: { line: 2 }, firstLine: 2 },
  ]);
});

test('keys with a meaning of our own cannot be forged by a file', () => {
  expect(value('a: {$secret: x, version: 1}')).toEqual({
    a: {
      $yaml: 'map',
      value: [
        ['$secret', 'x'],
        ['version', 1],
      ],
    },
  });
  expect(value('__proto__: {polluted: true}')).toMatchObject({ $yaml: 'map' });
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});

test('positions name the key, the dash of an entry, and the holder of what is missing', () => {
  const read = readYaml('a:\n  - b: 1\n  -\n    c: 2\n');
  if (read.outcome !== 'read') throw new Error('not read');
  expect(read.positions.at(['a', 1])).toEqual({ line: 3, column: 3 });
  expect(read.positions.at(['a', 1, 'c'])).toEqual({ line: 4, column: 5 });
  expect(read.positions.at(['a', 0, 'missing'])).toEqual({ line: 2, column: 3 });
  expect(read.positions.at([])).toEqual({ line: 1, column: 1 });
});

interface Case {
  readonly text: string;
  /** What PyYAML reads; absent when it refuses. */
  readonly value?: Json;
  /** Line, column and reason of ours. */
  readonly refused?: string;
}

test('small texts with one thing wrong, or odd but right, read as PyYAML reads them, or are refused at their place', () => {
  const cases = JSON.parse(readFileSync(new URL('../testdata/yaml/cases.json', import.meta.url), 'utf8')) as Case[];
  const seen = cases.map(({ text }): Case => {
    const read = readYaml(text);
    if (read.outcome !== 'broken') return { text, value: read.outcome === 'read' ? read.value : null };
    return { text, refused: `${read.mark.line + 1}:${read.mark.column + 1} ${read.message}` };
  });
  expect(cases.length).toBeGreaterThan(300);
  expect(seen).toEqual(cases);
});
