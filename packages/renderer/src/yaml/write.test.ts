import { equalJson, type Json, type JsonObject } from '@regent/core';
import fc from 'fast-check';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { readYaml } from './read.ts';
import { writeYaml } from './write.ts';

const traps = [
  'yes',
  'No',
  'y',
  '010',
  '0x1',
  '1e3',
  '12:30',
  '2024-05-01',
  '~',
  '',
  ' x',
  'x ',
  'a: b',
  '#x',
  '- a',
  '*',
  '&a',
  '!t',
  '%x',
  '@',
  '`',
  '=',
  '<<',
  '"',
  "'",
  '\n',
  '\t',
  '\u2028',
  '\x85',
  '\uFEFF',
  '🚀',
  '---',
  '...',
  '1_000',
  '.5',
  'null',
  'x:',
  'a/b:c',
  '\\',
  '\x00',
  '\x7f',
];
const text = fc.oneof(fc.constantFrom(...traps), fc.string(), fc.string({ unit: 'binary' }));
const scalar: fc.Arbitrary<Json> = fc.oneof(
  text,
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
  fc.constantFrom<Json>(
    { $yaml: 'float', value: '5.0' },
    { $yaml: 'float', value: '1e+16' },
    { $yaml: 'float', value: 'inf' },
    { $yaml: 'int', value: '123456789012345678901234567890' },
    { $yaml: 'date', value: '2024-05-01' },
    { $yaml: 'datetime', value: '2024-05-01T01:02:03+00:00' },
    { $yaml: 'binary', value: 'aGk=' },
    {
      $yaml: 'map',
      value: [
        [1, 'a'],
        [true, { b: [1] }],
        [null, []],
        [{ $yaml: 'date', value: '2024-05-01' }, 'd'],
      ].slice(0, 1) as Json,
    },
  ),
);
const key = text.filter((name) => !name.startsWith('$') && name !== '__proto__');
const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4 }),
  ),
}));
const document = fc.dictionary(key, value, { maxKeys: 6 }) as fc.Arbitrary<JsonObject>;

test('whatever is written reads back equal', () => {
  fc.assert(
    fc.property(document, (data) => {
      const read = readYaml(writeYaml(data).text);
      expect(read.outcome).toBe('read');
      expect(read.outcome === 'read' && equalJson(read.value, data)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('another YAML 1.1 reader reads texts and numbers the same', () => {
  const plain = fc.dictionary(
    fc.stringMatching(/^[a-z]{1,8}$/),
    fc.oneof(
      text.filter((entry) => !/[\ud800-\udfff\ufeff]/.test(entry)),
      fc.integer(),
      fc.boolean(),
    ),
  );
  fc.assert(
    fc.property(plain, (data) => {
      expect(parse(writeYaml(data as JsonObject).text, { version: '1.1' })).toEqual({ ...data });
    }),
  );
});

test('every key and entry is written where the positions say', () => {
  const { text: written, positions } = writeYaml({ a: { b: [{ c: 1 }, 'd'] }, e: 'f' });
  const lines = written.split('\n');
  expect(lines[positions.at(['a', 'b', 0, 'c']).line - 1]).toContain('c: 1');
  expect(lines[positions.at(['a', 'b', 1]).line - 1]).toContain('- d');
  expect(lines[positions.at(['e']).line - 1]).toBe('e: f');
});

test('a key that is too long for a plain key is still read back', () => {
  const long = { ['k'.repeat(3000)]: { a: 1 }, ['q'.repeat(2000)]: 'v' };
  const read = readYaml(writeYaml(long).text);
  expect(read.outcome === 'read' && read.value).toEqual(long);
});

test('numbers are written so that YAML 1.1 reads numbers', () => {
  expect(writeYaml({ a: 1e-7, b: 2.5e-12, c: 0.1 }).text).toBe('a: 1.0e-07\nb: 2.5e-12\nc: 0.1\n');
});
