import { expect, test } from 'vitest';
import { counted, spanText } from './wording.ts';

test('only one is singular, and a noun may say its own plural', () => {
  expect([0, 1, 2].map((count) => counted(count, 'model'))).toEqual(['0 models', '1 model', '2 models']);
  expect([1, 2].map((count) => counted(count, 'entry', 'entries'))).toEqual(['1 entry', '2 entries']);
});

test('a span is told in the unit that people would use', () => {
  expect([0.4, 430, 999.4, 1_000, 9_420, 59_949, 59_950, 125_000].map(spanText)).toEqual([
    '0 ms',
    '430 ms',
    '999 ms',
    '1.0 s',
    '9.4 s',
    '59.9 s',
    '1 min 0 s',
    '2 min 5 s',
  ]);
});
